/** Texts of a product in the place of Usher's own, with the keys of the portal's words. */
import type { PortalWords } from '../words/en/portal.ts'

type Replacing<Words> = {
  readonly [Key in keyof Words]?: Words[Key] extends
    | string
    | readonly unknown[]
    | ((...values: never) => string)
    ? Words[Key]
    : Replacing<Words[Key]>
}

/** For example `{ users: { title: 'People' } }`. A text with values in it is a function, as its original is. */
export type Texts = Replacing<PortalWords>

const isGroup = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The words with these texts replacing their own. */
export const withTexts = <Words extends object>(words: Words, texts: Replacing<Words> | undefined): Words => {
  if (texts === undefined) return words
  const given: Readonly<Record<string, unknown>> = { ...texts }
  const entries = Object.entries(words).map(([key, own]) => {
    const text = given[key]
    return [key, isGroup(own) && isGroup(text) ? withTexts(own, text) : (text ?? own)]
  })
  // Each key keeps its kind, which the compiler has checked.
  return Object.fromEntries(entries) as Words
}
