/** What people write in emails: plain text without links, so that an invitation can't be used for phishing. */

/** A number that can't be a host name, kept as it is; or a dot within something that could be one. */
const dots = /(?<![\p{L}\p{N}.-])\d+\.\d+(?![\p{L}\p{N}/@:-]|\.[\p{L}\p{N}])|[.。．｡․](?=[\p{L}\p{N}])/gu

/**
 * An invisible character that joins words. Email programs don't recognize an address across it, people read and copy
 * the words as written, and browsers drop it from host names (UTS 46).
 */
const joiner = '\u2060'

/**
 * The text in readable form, without anything that an email program would turn into a link. Schemes are removed, and a
 * joiner follows each dot before a letter or a digit, except in a number that stands alone (`9.30`). Control characters
 * and direction marks are removed.
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
