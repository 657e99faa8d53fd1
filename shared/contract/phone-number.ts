/**
 * Phone numbers as people write them, in E.164.
 *
 *     internationalNumber('+49 (0)151 1234-5678') // '+4915112345678'
 */

/** What stands between digits: blanks, brackets, dots, slashes, and every kind of hyphen. */
const between = /[\s()[\]{}.,/\\·\p{Pd}\p{Cf}]/gu

/** Calling codes of two digits (ITU-T E.164, Annex); `1` and `7` are the ones of one digit, all others have three. */
const callingCode = /^\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/

/** What is dialled within a country before a number, and not from abroad: a zero, unless a country does otherwise. */
const usualTrunk = /^0/
const trunks: Readonly<Record<string, RegExp | undefined>> = {
  '+36': /^06/,
  // Here a zero at the beginning is a part of the number.
  ...Object.fromEntries(['+39', '+225', '+229', '+241', '+242', '+378'].map((code) => [code, /^(?!)/])),
}

/**
 * E.164 for a number with its country, `+` or `00` before it: what stands between digits goes, and so does the zero that
 * is dialled within the country only. Anything else comes back trimmed, as it is.
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
