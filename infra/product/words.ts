/** Texts that replace Usher's own: checked against the words that they replace, and prepared for pages and emails. */
import { z } from 'zod'
import { type MailWords, en as mails } from '../../functions/mail/words/en.ts'
import { type JoinWords, join } from '../../portal/words/en/join.ts'
import { type PortalWords, portal } from '../../portal/words/en/portal.ts'
import { languages, type OwnLanguage } from '../../shared/contract/mail.ts'
import type { CompiledWords, Replacing } from '../../shared/product/replaced-words.ts'

/** The texts of one language, by place. */
export type GivenWords = {
  /** In emails. */
  readonly mails?: Replacing<MailWords>
  /** In the administrators' portal. */
  readonly portal?: Replacing<PortalWords>
  /** On the page for people who join. */
  readonly join?: Replacing<JoinWords>
}
export type WordsByLanguage = { readonly [L in OwnLanguage]?: GivenWords }

const own = { mails, portal, join }

/** Longer than any of Usher's own texts. */
const longest = 1_000

/** The names of a text's values, with each one's place: `inviter` is `0`, `field` of an object `0.field`. */
const placesOf = (text: (...values: never) => string): ReadonlyMap<string, string> => {
  const source = text.toString()
  const end = source.indexOf('=>')
  const parameters = source
    .slice(0, end)
    .replace(/^\s*\(|\)\s*$/g, '')
    .trim()
  const names = (list: string) =>
    list
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '')
  const fields = /^\{(.*)\}$/s.exec(parameters)?.[1]
  if (fields !== undefined) return new Map(names(fields).map((name) => [name, `0.${name}`]))
  return new Map(names(parameters).map((name, index) => [name, String(index)]))
}

const placeholder = /\{(\w*)\}/g

type Refuse = (path: readonly string[], message: string) => void

const compiledText = (
  text: string,
  of: unknown,
  refuse: (message: string) => void,
  mayLack = false,
): string => {
  if (text.trim() === '') refuse('must not be empty')
  if (text.length > longest) refuse(`must have ${longest} characters at most`)
  if (/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(text)) refuse('must be one line, without control characters')
  const places = typeof of === 'function' ? placesOf(of as () => string) : new Map<string, string>()
  // Parameters starting with an underscore aren't used by the English text.
  const wanted = [...places.keys()].filter((name) => !name.startsWith('_'))
  const named = [...text.matchAll(placeholder)].map(([, name = '']) => name)
  const unknown = named.find((name) => !wanted.includes(name))
  const missing = mayLack ? undefined : wanted.find((name) => !named.includes(name))
  const values = wanted.map((name) => `{${name}}`).join(', ')
  if (unknown !== undefined || missing !== undefined)
    refuse(
      wanted.length === 0
        ? 'must have no values in braces'
        : `must have exactly these values: ${values}; ${unknown === undefined ? `{${missing}} is missing` : `{${unknown}} is none of them`}`,
    )
  return text.replaceAll(placeholder, (_, name: string) => `{${places.get(name)}}`)
}

const compiledWords = (
  given: object,
  words: object,
  path: readonly string[],
  refuse: Refuse,
): CompiledWords => {
  const entries = Object.entries(given).flatMap(([key, text]): [string, CompiledWords[string]][] => {
    const at = [...path, key]
    const found: unknown = Object.hasOwn(words, key) ? words[key as keyof typeof words] : undefined
    const isText = typeof found === 'string' || typeof found === 'function'
    if (text === undefined) return []
    if (isText && typeof text === 'string')
      return [[key, compiledText(text, found, (message) => refuse(at, message))]]
    if (typeof found === 'function' && isTexts(text)) {
      const texts = text.map((one, index) =>
        compiledText(one, found, (message) => refuse([...at, String(index)], message), index > 0),
      )
      return [[key, texts]]
    }
    if (!isText && isWords(found) && isWords(text)) return [[key, compiledWords(text, found, at, refuse)]]
    refuse(at, isText ? 'must be a text' : isWords(found) ? 'must be an object' : 'is no text of Usher’s')
    return []
  })
  return Object.fromEntries(entries)
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string')

const isWords = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What pages and emails use in place of their own words. @throws never for words that `wordsSchema` accepted */
export const compiled = (
  words: WordsByLanguage,
  refuse: Refuse = () => undefined,
): Readonly<Record<OwnLanguage, CompiledWords>> => ({
  en: compiledWords(words.en ?? {}, own, ['en'], refuse),
  de: compiledWords(words.de ?? {}, own, ['de'], refuse),
})

/** All of Usher's texts in another language. */
export const compiledWhole = (
  texts: object,
  path: readonly string[] = [],
  refuse: Refuse = () => undefined,
): CompiledWords => {
  refuseMissing(texts, own, path, refuse)
  return compiledWords(texts, own, path, refuse)
}

const refuseMissing = (texts: object, words: object, path: readonly string[], refuse: Refuse): void => {
  for (const [key, found] of Object.entries(words)) {
    const text: unknown = texts[key as keyof typeof texts]
    if (Array.isArray(found)) continue
    if (text === undefined) refuse([...path, key], 'is missing')
    else if (isWords(found) && isWords(text)) refuseMissing(text, found, [...path, key], refuse)
  }
}

const byLanguage = z.strictObject(
  Object.fromEntries(languages.map((language) => [language, z.looseObject({}).optional()])),
  { error: () => `must be texts by language: ${languages.join(', ')}` },
)

/** Words as given, once each is known to fit. */
export const wordsSchema = byLanguage.superRefine((words, context) => {
  compiled(words, (path, message) => context.addIssue({ code: 'custom', path: [...path], message }))
}) as z.ZodType<WordsByLanguage>
