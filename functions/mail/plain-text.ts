/** Words of people in mails: plain text, without links, so that an invitation cannot carry somebody's phishing. */

/** A number that no name of a host can be, as it is; or a dot within what could be one. */
const dots = /(?<![\p{L}\p{N}.-])\d+\.\d+(?![\p{L}\p{N}/@:-]|\.[\p{L}\p{N}])|[.。．｡․](?=[\p{L}\p{N}])/gu

/**
 * The text as one may read it, with nothing that a mail program would make a link of: schemes lose their `://`, and a
 * dot before a letter or a digit gets a space behind it (`evil.com` becomes `evil. com`), but in a number that stands alone
 * (`9.30`). Controls and direction marks go.
 */
export const plainText = (text: string): string =>
  text
    .replace(/[^\S\n]|[\u2028\u2029]/gu, ' ')
    .replace(/(?!\n)\p{Cc}|[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu, '')
    .replace(/:\/+/gu, ': ')
    .replace(dots, (found) => (found.length === 1 ? '. ' : found))

/** `plainText` on one line, for subjects and names. */
export const plainLine = (text: string): string => plainText(text).replace(/\s+/gu, ' ').trim()

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
