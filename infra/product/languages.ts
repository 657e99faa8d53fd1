/** Languages that the product adds to Usher's own: every text of emails and pages, checked like those that replace one. */
import { z } from 'zod'
import type { MailWords } from '../../functions/mail/words/en.ts'
import type { JoinWords } from '../../portal/words/en/join.ts'
import type { PortalWords } from '../../portal/words/en/portal.ts'
import { languages as own } from '../../shared/contract/mail.ts'
import type { CheckedProduct } from '../../shared/product/checked-product.ts'
import type { CompiledWords, Whole } from '../../shared/product/replaced-words.ts'
import { compiledWhole } from './words.ts'

/** A language of your own, with every text that Usher has. */
export type FurtherLanguage = {
  /** What it calls itself, such as `Nederlands`. */
  readonly name: string
  /** In emails. */
  readonly mails: Whole<MailWords>
  /** In the administrators' portal. */
  readonly portal: Whole<PortalWords>
  /** On the page for people who join. */
  readonly join: Whole<JoinWords>
}

/** By its ISO 639 code, such as `nl`. */
export type FurtherLanguages = Readonly<Record<string, FurtherLanguage>>

const code = /^[a-z]{2,3}$/
const name = z.string('must be what the language calls itself').trim().min(1).max(40)
const further = z.strictObject(
  { name, mails: z.looseObject({}), portal: z.looseObject({}), join: z.looseObject({}) },
  { error: 'must be a language: its name, and its texts for mails, portal and join' },
)

/** The cast is for the texts, which `compiledWhole` has checked one by one. */
export const languagesSchema = z.record(z.string(), further).superRefine((languages, context) => {
  for (const [language, { mails, portal, join }] of Object.entries(languages)) {
    const refuse = (path: readonly string[], message: string) =>
      context.addIssue({ code: 'custom', path: [...path], message })
    if (!code.test(language) || own.some((one) => one === language))
      refuse([language], `must be a code of two or three letters, other than ${own.join(' and ')}`)
    compiledWhole({ mails, portal, join }, [language], refuse)
  }
}) as unknown as z.ZodType<FurtherLanguages>

/** What pages and emails use, by language. */
export const compiledLanguages = (languages: FurtherLanguages): Readonly<Record<string, CompiledWords>> =>
  Object.fromEntries(
    Object.entries(languages).map(([language, { mails, portal, join }]) => [
      language,
      compiledWhole({ mails, portal, join }),
    ]),
  )

/** What each language calls itself. */
export const namesOf = (languages: FurtherLanguages): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(languages).map(([language, { name }]) => [language, name]))

type Described = { readonly product: CheckedProduct; readonly languages: FurtherLanguages }

/** Refuses the product's texts in languages that nobody could choose. */
export const refuseUndeclared = ({ product, languages }: Described, context: z.RefinementCtx): void => {
  const known = [...own, ...Object.keys(languages)]
  const look = (value: unknown, path: string[]): void => {
    if (typeof value !== 'object' || value === null) return
    const unknown = Object.keys(value).filter((language) => !known.includes(language))
    if ('en' in value && typeof value.en === 'string' && unknown.length > 0)
      context.addIssue({ code: 'custom', path, message: `has no ${unknown.join(', ')}` })
    for (const [key, inner] of Object.entries(value)) look(inner, [...path, key])
  }
  look(product, ['product'])
}
