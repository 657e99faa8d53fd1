/**
 * The settings of a deployment: CDK context, as `-c name=value` or under "context" in cdk.json.
 * Each is explained here and has its default here; without a default it may be left out.
 *
 *   npx cdk deploy -c mailFrom=no-reply@example.com -c productName=Acme
 */
import { RetentionDays } from 'aws-cdk-lib/aws-logs'
import { z } from 'zod'
import * as contract from '../shared/contract/fields.ts'

const words = z.string().trim().min(1).max(100)
const isLocal = (value: string) => ['localhost', '127.0.0.1'].includes(new URL(value).hostname)
const secureUrl = z
  .url({ protocol: /^https?$/, error: 'must be a web address' })
  .refine((value) => value.startsWith('https:') || isLocal(value), 'must begin with https://')
const webAddress = secureUrl.transform((value) => value.replace(/\/+$/, ''))

/** What the contract takes for a field, so that no deploy fails at what the settings let through. */
const asIn = (field: { safeParse: (value: unknown) => { success: boolean } }, error: string) =>
  z.string({ error }).refine((value) => field.safeParse(value).success, error)
const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').map((part) => part.trim()) : value),
    z.array(item),
  )

const yesOrNo = z.union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'] })], {
  error: 'must be true or false',
})

const settingsSchema = z
  .object({
    /** The address that mails come from. Its domain is the SES identity. The default can't send anything. */
    mailFrom: z.email({ error: 'must be an e-mail address, without a name' }).default('usher@example.com'),
    /**
     * Who makes the SES identity, and whether mail may already go out by it.
     * `pending`: this stack makes it and its DKIM records aren't in DNS yet: for a first deploy. Cognito would
     *   refuse an identity that isn't verified, so it sends its own few mails a day, and nobody is invited yet.
     * `verified`: this stack made it, and it is verified.
     * `existing`: somebody else made it, in the same AWS account and region, and it is verified.
     */
    mailIdentity: z.enum(['pending', 'verified', 'existing']).default('verified'),
    /** What the mails and pages call the product. */
    productName: words.default('Usher'),
    /** Who becomes the first administrator. Without it no account is made at deploy. */
    adminEmail: asIn(contract.email, 'must be an e-mail address').optional(),
    /** How the first administrator is addressed. */
    adminName: asIn(contract.personName, 'must be what a person may be called').default('Administrator'),
    /** The name of the first account. By default the product's name. */
    accountName: asIn(contract.accountName, 'must be what an account may be called').optional(),
    /**
     * The OIDC issuer that signs people in, to the letter as its tokens name it; RSA keys only. By default a Cognito user
     * pool made here.
     */
    issuer: secureUrl.optional(),
    /** The id of the portal's client at that issuer, which its tokens name as their audience. */
    audience: words.optional(),
    /**
     * The id of the operator's own client at that issuer, which its tokens name as `client_id` or `azp`. No person may get
     * a token by it. Without it there are no operators.
     */
    operatorClientId: words.optional(),
    /** What the operators' tokens of that issuer name as their audience. By default `operatorClientId`. */
    operatorAudience: words.optional(),
    /** The scope of an access token that makes it an operator's, which may act on every account. */
    operatorScope: words.default('usher/operator'),
    /**
     * Ids of more clients at the issuer whose tokens the API takes too, separated by commas: those of the product around
     * whose own pages or backends ask Usher. By default none but the portal's.
     */
    otherAudiences: listOf(words).default([]),
    /**
     * Whether anybody may sign up at the Cognito user pool made here. By default only those may whom some account has
     * invited or has as an active user. Signing up gives access to nothing, either way.
     */
    openSignUp: yesOrNo.default(false),
    /** Where people reach the portal. By default the distribution's own name. */
    portalUrl: webAddress.optional(),
    /** The certificate for portalUrl, in us-east-1, as CloudFront wants it. */
    certificateArn: z
      .string()
      .regex(
        /^arn:[\w-]+:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
        'must be the ARN of a certificate in us-east-1',
      )
      .optional(),
    /** Where the mails and pages send people to sign in to the product. By default the portal's sign-in. */
    signInUrl: webAddress.optional(),
    /** Origins from which browsers may call the API, separated by commas. By default none but the portal's own. */
    corsOrigins: listOf(
      webAddress.refine((value) => new URL(value).origin === value, 'must be origins, without a path'),
    ).default([]),
    /**
     * How many requests the API takes in a second, of all callers together, and twice as many at one moment; of each
     * public route a fifth. It keeps what a stranger can make the stack cost within bounds.
     */
    requestsPerSecond: z.coerce.number().int().min(5).max(10_000).default(100),
    /** How many mails leave in a second; SES shows an account's rate in its console, and begins at 14 out of the sandbox. */
    mailsPerSecond: z.coerce.number().min(1).max(1_000).default(14),
    /** Who gets a mail when an alarm goes off, and when all is well again. By default nobody. */
    alarmEmail: z.email({ error: 'must be an e-mail address' }).optional(),
    /**
     * Whether Lambda traces calls with X-Ray, which is paid for by the trace. By default not. An HTTP API knows no X-Ray,
     * so a trace begins at the function.
     */
    tracing: yesOrNo.default(false),
    /** How many days logs are kept; one of the numbers that CloudWatch offers. */
    logRetentionDays: z.coerce
      .number()
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
    if (settings.operatorClientId !== undefined && settings.issuer === undefined)
      refuse(
        'operatorClientId',
        'goes with issuer: the user pool made here has an operator client of its own',
      )
    if (settings.operatorClientId !== undefined && settings.operatorClientId === settings.audience)
      refuse('operatorClientId', 'must be another client than the portal’s, by which people sign in')
    if (settings.issuer !== undefined && settings.openSignUp)
      refuse('openSignUp', 'is about the user pool made here, and an issuer replaces that')
    if (settings.certificateArn !== undefined && settings.portalUrl === undefined)
      refuse('portalUrl', 'is needed with certificateArn')
    if (settings.portalUrl?.startsWith('https:') && settings.certificateArn === undefined)
      refuse('certificateArn', 'is needed with portalUrl')
    if (settings.adminEmail !== undefined && settings.mailIdentity === 'pending')
      refuse('adminEmail', 'waits until mailIdentity is verified, else the invitation could not be sent')
  })

/** The checked settings of one deployment, with defaults filled in. */
export type Settings = z.infer<typeof settingsSchema>

/** A wrong setting, as one line for the person who set it. */
export class SettingError extends Error {}

/** The settings, from a look-up by name; an empty value counts as left out. @throws SettingError */
export function readSettings(lookUp: (name: string) => unknown): Settings {
  const given = Object.keys(settingsSchema.shape).flatMap((name) => {
    const value = lookUp(name)
    return value === undefined || value === '' ? [] : [[name, value]]
  })
  const settings = settingsSchema.safeParse(Object.fromEntries(given))
  if (settings.success) return settings.data
  const wrong = settings.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`)
  throw new SettingError(`Setting ${wrong.join('; ')} (the settings are explained in infra/settings.ts)`)
}
