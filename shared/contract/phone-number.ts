/**
 * Converts phone numbers as people write them to E.164.
 *
 *     internationalNumber('+49 (0)151 1234-5678') // '+4915112345678'
 */

/** What people write between digits: blanks, brackets, dots, slashes, and every kind of hyphen. */
const between = /[\s()[\]{}.,/\\·\p{Pd}\p{Cf}]/gu

/** Two-digit calling codes (ITU-T E.164, Annex); `1` and `7` are the one-digit ones, all others have three digits. */
const callingCode = /^\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/

/** The prefix for calls within a country, which callers from abroad leave out: a zero in most countries. */
const usualTrunk = /^0/
const trunks: Readonly<Record<string, RegExp | undefined>> = {
  '+36': /^06/,
  // In these countries a leading zero is part of the number.
  ...Object.fromEntries(['+39', '+225', '+229', '+241', '+242', '+378'].map((code) => [code, /^(?!)/])),
}

/**
 * E.164 for a number with its country, prefixed by `+` or `00`. Separators are removed, and so is the national trunk
 * zero. Any other text is only trimmed.
 */
export const internationalNumber = (text: string): string => {
  const digits = text
    .normalize('NFKC')
    .trim()
    .replace(/^tel:/i, '')
    .replace(between, '')
    .replace(/^00(?=[1-9])/, '+')
  const [code] = callingCode.exec(digits) ?? []
  if (code === undefined || !/^\+\d+$/.test(digits)) return text.trim()
  return code + digits.slice(code.length).replace(trunks[code] ?? usualTrunk, '')
}
