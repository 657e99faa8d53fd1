/**
 * Texts that replace Usher's own, by language and by the keys of the words that they replace. A text refers to values
 * by the names in the English one: `'{inviter} wants you in {account}'`.
 */

/** The texts that can replace words such as these. */
export type Replacing<Words> = {
  readonly [Key in keyof Words]?: Words[Key] extends string | ((...values: never) => string)
    ? string
    : Words[Key] extends readonly unknown[]
      ? never
      : Replacing<Words[Key]>
}

/**
 * A text for each of words such as these. One with values may be several, of which the first that lacks no value is
 * shown; where a value may be missing, it has to be.
 */
export type Whole<Words> = {
  readonly [Key in keyof Words as Words[Key] extends readonly unknown[]
    ? never
    : Key]: Words[Key] extends string
    ? string
    : Words[Key] extends (...values: infer Values) => string
      ? undefined extends Values[number]
        ? readonly [string, string, ...string[]]
        : string | readonly [string, ...string[]]
      : Whole<Words[Key]>
}

/** Checked at synth, where each value's name was replaced by its place: `{0}`, or `{0.field}` of an object. */
export type CompiledWords = { readonly [key: string]: string | readonly string[] | CompiledWords }

const isTexts = (text: string | readonly string[] | CompiledWords): text is string | readonly string[] =>
  typeof text === 'string' || Array.isArray(text)

/** A value as shown in a text; undefined if there's nothing to show. */
type Say = (value: unknown) => string | undefined

const plain: Say = (value) =>
  value === undefined || value === '' ? undefined : Array.isArray(value) ? value.join(', ') : String(value)

/** The words with these texts replacing their own. If a value is missing, Usher's own text is used. */
export const replaced = <Words extends object>(
  words: Words,
  by: CompiledWords | undefined,
  say: Say = plain,
): Words => {
  if (by === undefined) return words
  const entries = Object.entries(words).map(([key, own]) => {
    const text = by[key]
    if (text === undefined) return [key, own]
    if (!isTexts(text)) return [key, replaced(own, text, say)]
    return [
      key,
      typeof own === 'function'
        ? [text].flat().reduceRight((or, one) => withValues(or, one, say), own)
        : text,
    ]
  })
  // Each key keeps its kind: a text, a function that returns one, or words.
  return Object.fromEntries(entries) as Words
}

const place = /\{(\d+)(?:\.(\w+))?\}/g

const withValues = (own: (...values: unknown[]) => string, text: string, say: Say) => {
  return (...values: unknown[]): string => {
    let missing = false
    const said = text.replace(place, (_, index: string, field?: string) => {
      const given = values[Number(index)]
      const value = say(field === undefined ? given : (given as Readonly<Record<string, unknown>>)[field])
      if (value === undefined) missing = true
      return value ?? ''
    })
    return missing ? own(...values) : said
  }
}
