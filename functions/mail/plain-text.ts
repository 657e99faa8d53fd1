/** Words of people in mails: plain text, without links, so that an invitation cannot carry somebody's phishing. */

/** A number that no name of a host can be, as it is; or a dot within what could be one. */
const dots = /(?<![\p{L}\p{N}.-])\d+\.\d+(?![\p{L}\p{N}/@:-]|\.[\p{L}\p{N}])|[.。．｡․](?=[\p{L}\p{N}])/gu

/**
 * A character that shows nothing and joins words. Mail programs see no address across it, people read and copy the words
 * as they were written, and browsers leave it out of a host's name (UTS 46).
 */
const joiner = '\u2060'

/**
 * The text as one may read it, with nothing that a mail program would make a link of: schemes go, and behind a dot that a
 * letter or a digit follows stands a joiner, but in a number that stands alone (`9.30`). Controls and direction marks go.
 */
export const plainText = (text: string): string =>
  text
    .replace(/[^\S\n]|[\u2028\u2029]/gu, ' ')
    .replace(/(?!\n)\p{Cc}|[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu, '')
    .replace(/[a-z][a-z0-9+.-]*:\/+/giu, '')
    .replace(/:\/+/gu, ': ')
    .replace(dots, (found) => (found.length === 1 ? `.${joiner}` : found))

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
