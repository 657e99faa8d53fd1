/** What is the same whether Usher is a stack of its own or a part of your app. */
import { RetentionDays } from 'aws-cdk-lib/aws-logs'
import { z } from 'zod'
import { attributeDeclarations, type GivenAttributes } from '../shared/contract/attributes.ts'
import type { Product } from '../shared/product/define-product.ts'
import { emailAddress, listOf, origin, webAddress, words, yesOrNo } from './fields.ts'
import { type Brand, brandSchema } from './product/brand.ts'
import { type FurtherLanguages, languagesSchema, refuseUndeclared } from './product/languages.ts'
import { productSchema } from './product/product-schema.ts'
import { type WordsByLanguage, wordsSchema } from './product/words.ts'

/** Settings of the product, its limits and its watching. */
export interface Options {
  /** What emails and pages call the product. @default 'Usher' */
  productName?: string
  /**
   * The product itself, as described with `defineProduct`: the permissions that it checks and the roles that it gives
   * every account. By default none, and accounts make up their own. docs/product.md explains it.
   */
  product?: Product
  /** The product's logo, color, corners, font and links, for pages and emails. docs/brand.md explains it. */
  brand?: Brand
  /**
   * Texts that replace Usher's own in pages and emails, by language: `{ en: { mails: { … } } }`. docs/brand.md explains
   * it.
   */
  words?: WordsByLanguage
  /**
   * Languages beyond English and German, by their ISO 639 codes, each with every text that Usher has: `{ nl: dutch }`.
   * docs/brand.md explains it.
   */
  languages?: FurtherLanguages
  /** Where emails and pages send people to sign in to the product. By default the portal's sign-in. */
  signInUrl?: string
  /** Origins from which browsers may call the API. By default only the portal's own. */
  corsOrigins?: readonly string[]
  /**
   * Ids of more clients at the issuer whose tokens the API accepts: those of your product's own pages or backends that
   * call Usher. By default only the portal's.
   */
  otherAudiences?: readonly string[]
  /**
   * How many accounts anyone who signs in with a verified address may create within 30 days, as their administrator.
   * With 0, only operators create accounts. At a user pool created here, people whom nobody has invited also need
   * `openSignUp`.
   * @default 0
   */
  accountsPerPerson?: number
  /**
   * What the product knows of accounts and users: up to 20 attributes by name, each with its type (`string`, `number`,
   * `boolean` or `date`), of which it is (`account`, `user` or both), and whether tokens of the pool made here carry it.
   * Events and the audit trail carry all of them, so nothing personal belongs into one. On the command line as JSON.
   */
  attributes?: GivenAttributes
  /**
   * How many requests per second the API accepts from all callers together, and twice as many in a burst; each public
   * route gets a fifth. It limits what a stranger can make the stack cost.
   * @default 100
   */
  requestsPerSecond?: number
  /**
   * How many emails are sent per second. SES shows an account's rate in its console; outside the sandbox it starts at
   * 14.
   * @default 14
   */
  mailsPerSecond?: number
  /**
   * Days that an unused invitation is kept after its expiry. Then the person's personal data is deleted, as when an
   * administrator removes them.
   * @default 30
   */
  expiredInvitationDays?: number
  /** The address that is told when an alarm goes off, and when it ends. Without it, nobody is. */
  alarmEmail?: string
  /**
   * Whether Lambda traces calls with X-Ray, which charges per trace. HTTP APIs don't support X-Ray, so a trace begins at
   * the function.
   * @default false
   */
  tracing?: boolean
  /** How many days logs are kept; one of the numbers that CloudWatch offers. @default 30 */
  logRetentionDays?: RetentionDays
}

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
const declaredAttributes = z
  .union([z.string().transform(parsedJson), z.custom<GivenAttributes>()])
  .transform((value, context) => {
    const declared = attributeDeclarations.safeParse(value)
    if (declared.success) return declared.data
    const [issue] = declared.error.issues
    context.addIssue(`must declare attributes by name: ${issue?.path.join('.')} ${issue?.message}`)
    return z.NEVER
  })

/** Numbers and switches may be text, as they are on the command line. */
export const optionFields = {
  productName: words.default('Usher'),
  product: z.prefault(productSchema, {}),
  brand: z.prefault(brandSchema, {}),
  words: z.prefault(wordsSchema, {}),
  languages: z.prefault(languagesSchema, {}),
  signInUrl: webAddress.optional(),
  corsOrigins: listOf(origin).default([]),
  otherAudiences: listOf(words).default([]),
  accountsPerPerson: z.coerce.number().int().min(0).max(1_000).default(0),
  attributes: declaredAttributes.default({}),
  requestsPerSecond: z.coerce.number().int().min(5).max(10_000).default(100),
  mailsPerSecond: z.coerce.number().min(1).max(1_000).default(14),
  expiredInvitationDays: z.coerce.number().int().min(1).max(3_650).default(30),
  alarmEmail: emailAddress.optional(),
  tracing: yesOrNo.default(false),
  logRetentionDays: z.coerce
    .number()
    .pipe(
      z.enum(RetentionDays, { error: 'must be a number of days that CloudWatch Logs offers, such as 30' }),
    )
    .default(RetentionDays.ONE_MONTH),
} satisfies Record<keyof Options, z.ZodType>

export const optionsSchema = z.object(optionFields).superRefine(refuseUndeclared)

/** The checked options, with defaults filled in. */
export type CheckedOptions = z.output<typeof optionsSchema>
