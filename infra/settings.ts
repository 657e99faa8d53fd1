/**
 * The settings of a deployment, each with its meaning and default. Those without a default may be left out, except
 * mailFrom. A deployment's own settings are in usher.config.ts; infra/read-settings.ts reads them.
 */

import { RetentionDays } from 'aws-cdk-lib/aws-logs'
import { closest } from 'fastest-levenshtein'
import { z } from 'zod'
import { attributeDeclarations, type GivenAttributes } from '../shared/contract/attributes.ts'
import * as contract from '../shared/contract/fields.ts'
import { brandSchema } from './product/brand.ts'
import { mailFooter, productSchema } from './product/product-schema.ts'
import { wordsSchema } from './product/words.ts'

const words = z.string().trim().min(1).max(100)
const isLocal = (value: string) => ['localhost', '127.0.0.1'].includes(new URL(value).hostname)
const secureUrl = z
  .url({ protocol: /^https?$/, error: 'must be a web address' })
  .refine((value) => value.startsWith('https:') || isLocal(value), 'must begin with https://')
const webAddress = secureUrl.transform((value) => value.replace(/\/+$/, ''))

/** Checks a field as the contract does, so that no deploy fails on a value that passed here. */
const asIn = (field: { safeParse: (value: unknown) => { success: boolean } }, error: string) =>
  z.string({ error }).refine((value) => field.safeParse(value).success, error)
const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value: string | readonly z.input<T>[]) =>
      typeof value === 'string' ? value.split(',').map((part) => part.trim()) : value,
    z.array(item),
  )

const yesOrNo = z.union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'] })], {
  error: 'must be true or false',
})

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

const settingsSchema = z
  .object({
    /**
     * Names the stack and, through it, everything in the account that needs a name of its own, so that staging and
     * production can share an account. A stack with another name is another stack: choose it before the first deploy.
     */
    stackName: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'must be up to 64 letters, digits and hyphens, a letter first')
      .default('Usher'),
    /**
     * The address that emails come from; its domain is the SES identity. Required for a deploy. Without it you can
     * synthesize the stack to look at it, but neither the CDK nor CloudFormation deploys it.
     */
    mailFrom: z.email({ error: 'must be an e-mail address, without a name' }).optional(),
    /**
     * Who creates the SES identity, and whether it can already send emails.
     * `pending`: this stack creates it, and its DKIM records aren't in DNS yet: for a first deploy. Cognito refuses an
     *   identity that isn't verified, so it sends its own few emails a day, and nobody is invited yet. Table and user
     *   pool aren't protected against deletion yet, so that a first deploy that fails leaves nothing behind.
     * `verified`: this stack created it, and SES has verified it.
     * `existing`: it was created outside this stack, in the same AWS account and region, and SES has verified it.
     * Choose
     *   this if another stack has the same domain, or an earlier one left its identity behind.
     */
    mailIdentity: z.enum(['pending', 'verified', 'existing']).default('verified'),
    /** What emails and pages call the product. */
    productName: words.default('Usher'),
    /**
     * The product itself, as described with `defineProduct`: the permissions that it checks and the roles that it gives
     * every account. By default none, and accounts make up their own. docs/product.md explains it.
     */
    product: z.prefault(productSchema, {}),
    /** The product's logo, color, corners, font and links, for pages and emails. docs/brand.md explains it. */
    brand: z.prefault(brandSchema, {}),
    /**
     * Texts that replace Usher's own in pages and emails, by language: `{ en: { mails: { … } } }`. docs/brand.md
     * explains it.
     */
    words: z.prefault(wordsSchema, {}),
    /** The sender's name in emails. By default the product's name. */
    mailSenderName: words.optional(),
    /** Where replies to emails go. By default to the address that they come from. */
    mailReplyTo: z.email({ error: 'must be an e-mail address' }).optional(),
    /** The footer of each email, such as a postal address; up to 500 characters, one for each language or for all. */
    mailFooter: mailFooter.optional(),
    /** Who becomes the first administrator. Without it, no account is created at deploy time. */
    adminEmail: asIn(contract.email, 'must be an e-mail address').optional(),
    /** The first administrator's name. */
    adminName: asIn(contract.personName, 'must be what a person may be called').default('Administrator'),
    /** The name of the first account. By default the product's name. */
    accountName: asIn(contract.accountName, 'must be what an account may be called').optional(),
    /**
     * The OIDC issuer that signs people in, exactly as its tokens name it; RSA keys only. By default a Cognito user
     * pool created here.
     */
    issuer: secureUrl.optional(),
    /** The id of the portal's client at that issuer, which its tokens name as their audience. */
    audience: words.optional(),
    /**
     * The id of the operator's own client at that issuer, which its tokens name as `client_id` or `azp`. People must
     * not be able to get tokens with it. Without it there are no operators.
     */
    operatorClientId: words.optional(),
    /** The audience that the issuer's operator tokens name. By default `operatorClientId`. */
    operatorAudience: words.optional(),
    /** The scope that makes an access token an operator's, which may act on every account. */
    operatorScope: words.default('usher/operator'),
    /**
     * Ids of more clients at the issuer whose tokens the API accepts, separated by commas: those of your product's own
     * pages or backends that call Usher. By default only the portal's.
     */
    otherAudiences: listOf(words).default([]),
    /**
     * Whether anyone may sign up at the Cognito user pool created here. By default only people whom an account has
     * invited or has as active users. Either way, signing up gives access to nothing.
     */
    openSignUp: yesOrNo.default(false),
    /**
     * How many accounts anyone who signs in with a verified address may create within 30 days, as their administrator.
     * With 0, only operators create accounts. At the user pool created here, people whom nobody has invited also need
     * `openSignUp`.
     */
    accountsPerPerson: z.coerce.number<number | string>().int().min(0).max(1_000).default(0),
    /**
     * What the product knows of accounts and users: up to 20 attributes by name, each with its type (`string`, `number`,
     * `boolean` or `date`), of which it is (`account`, `user` or both), and whether tokens of the pool made here carry it.
     * Events and the audit trail carry all of them, so nothing personal belongs into one. On the command line as JSON.
     */
    attributes: declaredAttributes.default({}),
    /**
     * `required`: everyone who signs in at the Cognito user pool created here also enters a code from an authenticator
     * app; Cognito's own page has them set it up the next time they sign in. `off`: passwords only. There's nothing in
     * between: that page offers a second factor only if the pool requires one.
     */
    secondFactor: z.enum(['off', 'required']).default('off'),
    /** The URL of the portal. By default the distribution's own. */
    portalUrl: webAddress.optional(),
    /** The certificate for portalUrl, in us-east-1, as CloudFront requires. */
    certificateArn: z
      .string()
      .regex(
        /^arn:[\w-]+:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
        'must be the ARN of a certificate in us-east-1',
      )
      .optional(),
    /** Where emails and pages send people to sign in to the product. By default the portal's sign-in. */
    signInUrl: webAddress.optional(),
    /** Origins from which browsers may call the API, separated by commas. By default only the portal's own. */
    corsOrigins: listOf(
      webAddress.refine((value) => new URL(value).origin === value, 'must be origins, without a path'),
    ).default([]),
    /**
     * How many requests per second the API accepts from all callers together, and twice as many in a burst; each public
     * route gets a fifth. It limits what a stranger can make the stack cost.
     */
    requestsPerSecond: z.coerce.number<number | string>().int().min(5).max(10_000).default(100),
    /**
     * Whether a firewall (AWS WAF) protects the distribution. It blocks addresses that send more than 300 requests in
     * five minutes to operations without a sign-in. Only in us-east-1; elsewhere name one in `webAclArn`. AWS charges 5
     * USD a month for it, 1 USD for its rule, and 0.60 USD per million requests. The API's own endpoint then refuses
     * requests that bypass the distribution.
     */
    waf: yesOrNo.default(false),
    /**
     * A web ACL of your own for CloudFront, which is in us-east-1 wherever the stack is. It also closes the API's own
     * endpoint.
     */
    webAclArn: z
      .string()
      .regex(
        /^arn:[\w-]+:wafv2:us-east-1:\d{12}:global\/webacl\/[\w-]+\/[\w-]+$/,
        'must be the ARN of a web ACL for CloudFront',
      )
      .optional(),
    /**
     * Days that an unused invitation is kept after its expiry. Then the person's personal data is deleted, as when an
     * administrator removes them.
     */
    expiredInvitationDays: z.coerce.number<number | string>().int().min(1).max(3_650).default(30),
    /**
     * How many emails are sent per second. SES shows an account's rate in its console; outside the sandbox it starts at
     * 14.
     */
    mailsPerSecond: z.coerce.number<number | string>().min(1).max(1_000).default(14),
    /** Who gets an email when an alarm goes off, and when all is well again. By default nobody. */
    alarmEmail: z.email({ error: 'must be an e-mail address' }).optional(),
    /**
     * Whether Lambda traces calls with X-Ray, which charges per trace. Off by default. HTTP APIs don't support X-Ray,
     * so a trace begins at the function.
     */
    tracing: yesOrNo.default(false),
    /** How many days logs are kept; one of the numbers that CloudWatch offers. */
    logRetentionDays: z.coerce
      .number<number | string>()
      .pipe(
        z.enum(RetentionDays, { error: 'must be a number of days that CloudWatch Logs offers, such as 30' }),
      )
      .default(RetentionDays.ONE_MONTH),
  })
  .superRefine((settings, context) => {
    const refuse = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: [name], message })
    if ((settings.issuer === undefined) !== (settings.audience === undefined))
      refuse(settings.issuer === undefined ? 'issuer' : 'audience', 'issuer and audience go together')
    const ofThePool = 'is about the user pool made here, and an issuer replaces that'
    if (settings.issuer !== undefined && settings.openSignUp) refuse('openSignUp', ofThePool)
    if (settings.issuer !== undefined && settings.secondFactor !== 'off') refuse('secondFactor', ofThePool)
    if (settings.operatorClientId !== undefined && settings.issuer === undefined)
      refuse(
        'operatorClientId',
        'goes with issuer: the user pool made here has an operator client of its own',
      )
    if (settings.operatorClientId !== undefined && settings.operatorClientId === settings.audience)
      refuse('operatorClientId', 'must be another client than the portal’s, by which people sign in')
    if (settings.certificateArn !== undefined && settings.portalUrl === undefined)
      refuse('portalUrl', 'is needed with certificateArn')
    if (settings.portalUrl?.startsWith('https:') && settings.certificateArn === undefined)
      refuse('certificateArn', 'is needed with portalUrl')
    if (settings.waf && settings.webAclArn !== undefined)
      refuse('webAclArn', 'is instead of waf=true, which makes one')
    if (settings.adminEmail !== undefined && settings.mailIdentity === 'pending')
      refuse('adminEmail', 'waits until mailIdentity is verified, else the invitation could not be sent')
  })

/** Settings as a person writes them, with or without those that have a default. */
export type GivenSettings = z.input<typeof settingsSchema>

/** The checked settings of one deployment, with defaults filled in. */
export type Settings = z.output<typeof settingsSchema>

export const settingNames: readonly string[] = Object.keys(settingsSchema.shape)

/** A wrong setting, as one line for the person who set it. */
export class SettingError extends Error {}

/** The setting whose name is most similar to a word. */
export const nearestSetting = (word: string): string =>
  settingNames.find((name) => name.toLowerCase() === closest(plain(word), settingNames.map(plain))) ?? ''

const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z]/g, '')

/** Checks settings and fills in the defaults. @throws SettingError */
export function checkedSettings(given: GivenSettings): Settings {
  const unknown = Object.keys(given).find((name) => !settingNames.includes(name))
  if (unknown !== undefined)
    throw new SettingError(`There is no setting ${unknown}. Did you mean ${nearestSetting(unknown)}?`)
  const settings = settingsSchema.safeParse(given)
  if (settings.success) return settings.data
  const wrong = settings.error.issues.map(({ path, message }) => {
    // One of a setting's few values shows itself; within a description the place is what one looks for.
    const place = path.length === 2 && typeof path[1] === 'number' ? path.slice(0, 1) : path
    return `${place.join('.')}: ${message}`.replaceAll(/\s+/g, ' ')
  })
  throw new SettingError(`Setting ${wrong.join('; ')} (infra/settings.ts explains the settings)`)
}
