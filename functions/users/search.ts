/** Search: what people type and what they mean to find, without accents, cases, and kinds of apostrophes, dashes and blanks. */
import removeAccents from 'remove-accents'

/**
 * The text as search compares it: `Łukasz O’Brien` becomes `lukasz o'brien`. Both cases are gone through, since each
 * folds what the other leaves apart (`ẞ`, `ß` and `ss`); Unicode takes accents off a letter, and the library takes strokes
 * off (`ł`, `ø`).
 */
export const foldedForSearch = (text: string): string =>
  removeAccents(
    text
      .toLowerCase()
      .toUpperCase()
      .normalize('NFKD')
      .replace(/[\p{M}\p{Cf}]/gu, ''),
  )
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replace(/['‘’‚‛′ʹʻʼʽ`´＇]/gu, "'")
    .replace(/\p{Pd}/gu, '-')
    .replace(/\s+/gu, ' ')

/** What search looks through. */
export const searchKeyOf = ({ email, name }: { readonly email: string; readonly name: string }): string =>
  foldedForSearch(`${email} ${name}`)
