/**
 * Addresses as programs write them in files, lists and clipboards.
 *
 *     writtenAddress('Ann Lee <mailto:ann@example.com>;') // { email: 'ann@example.com', name: 'Ann Lee' }
 */
import { normalizedAddress } from '../contract/address.ts'
import type { FieldFault } from '../contract/field-errors.ts'

export type WrittenAddress = { readonly email: string; readonly name: string }

/** Removes characters that nobody sees or means: zero-width and formatting characters. */
export const withoutInvisible = (text: string): string =>
  text.replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '')

const narrow: Readonly<Record<string, string>> = {
  '＠': '@',
  '﹫': '@',
  '．': '.',
  '。': '.',
  '｡': '.',
  '，': ',',
  '、': ',',
  '；': ';',
  '：': ':',
  '＜': '<',
  '＞': '>',
  '〈': '<',
  '〉': '>',
  '（': '(',
  '）': ')',
  '［': '[',
  '］': ']',
  '\u3000': ' ',
}

/** The same, with full-width separators and brackets in their usual form; letters stay as they are. */
export const withNarrowSigns = (text: string): string =>
  text.replace(/[＠﹫．。｡，、；：＜＞〈〉（）［］\u3000]/g, (sign) => narrow[sign] ?? sign)

/** Quotes, brackets and separators around an address. */
const around = /^[\s'"`´‘’‚“”„«»<([{,;:]+|[\s'"`´‘’‚“”„«»>)\]},;:.!?]+$/g

/** The part of a `mailto:` link that is the address (RFC 6068). */
const withoutScheme = (text: string): string => {
  const [, target] = /mailto:([^\s>)\]|"]+)/i.exec(text) ?? []
  if (target === undefined) return text
  const [address = ''] = target.split('?')
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}

/** The only address in a text, with its name if there is one; undefined if the text has none or several. */
export const writtenAddress = (text: string): WrittenAddress | undefined => {
  const clean = withNarrowSigns(withoutInvisible(text))
  const plain = normalizedAddress(withoutScheme(clean).replace(around, ''))
  if (plain !== undefined) return { email: plain, name: '' }
  const [, before = '', inside = '', after = ''] = /^([^<>@]*)<\s*([^<>]+?)\s*>\W*(.*)$/s.exec(clean) ?? []
  const bracketed = normalizedAddress(withoutScheme(inside).replace(around, ''))
  if (bracketed !== undefined && !after.includes('@')) return { email: bracketed, name: personIn(before) }
  const [, first = '', comment = ''] = /^([^\s()]+@[^\s()]+)\s*\(([^()@]*)\)\W*$/.exec(clean) ?? []
  const commented = normalizedAddress(withoutScheme(first).replace(around, ''))
  return commented === undefined ? undefined : { email: commented, name: personIn(comment) }
}

/** What spreadsheets show instead of a value, in any of their languages: `#N/A`, `#REF!`, `#VALEUR !`, `#¿NOMBRE?`. */
export const isSpreadsheetError = (text: string): boolean =>
  /^#(?:[¡¿]?\p{Lu}[\p{Lu}\d/_ ]*[!?]|N\/[ABDV]|NV|N\.?D\.?|BRAK|Н\/Д|GETTING_DATA)$/u.test(text.trim())

const label = /^\s*(to|cc|bcc|from|an|von|kopie|reply-to|antwort an|name|e-?mail)\s*:\s*/i
const bullet = /^\s*(\(?\d{1,4}[.):]\)?(?=\s)|[-–—*•·▪◦>]+(?=\s)|#\d+(?=\s))\s*/

/** A name without what lists and email programs put around it; empty if it has no letter or is a spreadsheet's error. */
export const personIn = (text: string): string => {
  const name = withoutInvisible(text)
    .replace(label, '')
    .replace(bullet, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s"`´‘“”„«»<,;:|]+|[\s"`´“”„«»<>,;:|]+$/g, '')
    .replace(/^'(.*)'$/, '$1')
    .replace(/^\[(.*)\]$/, '$1')
    .trim()
  return /\p{L}/u.test(name) && !name.includes('@') && !isSpreadsheetError(name) ? name : ''
}

/** What's wrong with a text that should be an address, with invisible characters made visible. */
export const addressFault = (text: string): FieldFault => {
  const clean = withNarrowSigns(withoutInvisible(text)).replace(around, '')
  if (clean === '') return { code: 'missing' }
  const signs = clean.split('@').length - 1
  if (signs > 1 && /[\s,;/|]/.test(clean)) return { code: 'several_emails' }
  if (signs === 1) {
    const [unfit] = /[^\p{L}\p{M}\p{N}.!#$%&'*+/=?^_`{|}~@-]/u.exec(clean) ?? []
    if (unfit !== undefined) return { code: 'not_in_emails', character: visible(unfit) }
  }
  return { code: 'not_an_email' }
}

const visible = (character: string): string => {
  if (character === ' ') return character
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  return /[\p{P}\p{S}]/u.test(character) ? character : code
}
