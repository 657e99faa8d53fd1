/**
 * Search: matches what people type with what they mean, ignoring accents, letter case, and kinds of apostrophes, dashes
 * and blanks.
 */
import removeAccents from 'remove-accents'

/**
 * The text in the form that search compares: `Łukasz O’Brien` becomes `lukasz o'brien`. It's converted to both cases,
 * because each folds what the other keeps apart (`ẞ`, `ß` and `ss`). Unicode removes accents from a letter, and the
 * library removes strokes (`ł`, `ø`).
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

/** The text that search looks in. */
export const searchKeyOf = ({ email, name }: { readonly email: string; readonly name: string }): string =>
  foldedForSearch(`${email} ${name}`)
