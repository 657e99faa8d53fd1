/**
 * The settings of a deployment of its own, each with its meaning and default. Those without a default may be left out,
 * except mailFrom. A deployment's own settings are in usher.config.ts; infra/read-settings.ts reads them, and
 * infra/props-of-settings.ts makes them the construct's props.
 */
import { closest } from 'fastest-levenshtein'
import { z } from 'zod'
import * as contract from '../shared/contract/fields.ts'
import type { Text } from '../shared/product/text.ts'
import {
  asIn,
  certificateArn,
  emailAddress,
  origin,
  secureUrl,
  senderAddress,
  webAclArn,
  words,
  yesOrNo,
} from './fields.ts'
import { type Options, optionFields } from './options.ts'
import { refuseUndeclared } from './product/languages.ts'
import { mailFooter } from './product/product-schema.ts'
import { checkedAs, SettingError } from './setting-error.ts'
import { refuseContradictions } from './settings-together.ts'

/** Settings as a person writes them: these and those of infra/options.ts. */
export interface GivenSettings extends Options {
  /**
   * Names the stack and, through it, everything in the account that needs a name of its own, so that staging and
   * production can share an account. A stack with another name is another stack: choose it before the first deploy.
   * @default 'Usher'
   */
  stackName?: string
  /**
   * The address that emails come from; its domain is the SES identity. Required for a deploy. Without it you can
   * synthesize the stack to look at it, but neither the CDK nor CloudFormation deploys it.
   */
  mailFrom?: string
  /**
   * Who creates the SES identity, and whether it can already send emails.
   * `pending`: this stack creates it, and its DKIM records aren't in DNS yet: for a first deploy. Cognito refuses an
   *   identity that isn't verified, so it sends its own few emails a day, and nobody is invited yet. Table and user
   *   pool aren't protected against deletion yet, so that a first deploy that fails leaves nothing behind.
   * `verified`: this stack created it, and SES has verified it.
   * `existing`: it was created outside this stack, in the same AWS account and region, and SES has verified it. Choose
   *   this if another stack has the same domain, or an earlier one left its identity behind.
   * @default 'verified'
   */
  mailIdentity?: 'pending' | 'verified' | 'existing'
  /** The sender's name in emails. By default the product's name. */
  mailSenderName?: string
  /** Where replies to emails go. By default to the address that they come from. */
  mailReplyTo?: string
  /** The footer of each email, such as a postal address; up to 500 characters, one for each language or for all. */
  mailFooter?: Text
  /** Who becomes the first administrator. Without it, no account is created at deploy time. */
  adminEmail?: string
  /** The first administrator's name. By default "Administrator". */
  adminName?: string
  /** The name of the first account. By default the product's name. */
  accountName?: string
  /**
   * The OIDC issuer that signs people in, exactly as its tokens name it; RSA keys only. By default a Cognito user pool
   * created here.
   */
  issuer?: string
  /** The id of the portal's client at that issuer, which its tokens name as their audience. */
  audience?: string
  /**
   * The id of the operator's own client at that issuer, which its tokens name as `client_id` or `azp`. People must not
   * be able to get tokens with it. Without it there are no operators.
   */
  operatorClientId?: string
  /** The audience that the issuer's operator tokens name. By default `operatorClientId`. */
  operatorAudience?: string
  /** The scope that makes an access token an operator's, which may act on every account. By default "usher/operator". */
  operatorScope?: string
  /**
   * Whether anyone may sign up at the Cognito user pool created here. By default only people whom an account has
   * invited or has as active users. Either way, signing up gives access to nothing.
   * @default false
   */
  openSignUp?: boolean
  /**
   * `required`: everyone who signs in at the Cognito user pool created here also enters a code from an authenticator
   * app; Cognito's own page has them set it up the next time they sign in. `off`: passwords only. There's nothing in
   * between: that page offers a second factor only if the pool requires one.
   * @default 'off'
   */
  secondFactor?: 'off' | 'required'
  /** The URL of the portal. By default the distribution's own. */
  portalUrl?: string
  /** The certificate for portalUrl, in us-east-1, as CloudFront requires. */
  certificateArn?: string
  /**
   * Whether a firewall (AWS WAF) protects the distribution. It blocks addresses that send more than 300 requests in five
   * minutes to operations without a sign-in. Only in us-east-1; elsewhere name one in `webAclArn`. AWS charges 5 USD a
   * month for it, 1 USD for its rule, and 0.60 USD per million requests. The API's own endpoint then refuses requests
   * that bypass the distribution.
   * @default false
   */
  waf?: boolean
  /**
   * A web ACL of your own for CloudFront, which is in us-east-1 wherever the stack is. It also closes the API's own
   * endpoint.
   */
  webAclArn?: string
  /** The KMS key that encrypts the table. By default DynamoDB's own, which costs nothing. */
  tableKeyArn?: string
}

const fields = {
  ...optionFields,
  stackName: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'must be up to 64 letters, digits and hyphens, a letter first')
    .default('Usher'),
  mailFrom: senderAddress.optional(),
  mailIdentity: z.enum(['pending', 'verified', 'existing']).default('verified'),
  mailSenderName: words.optional(),
  mailReplyTo: emailAddress.optional(),
  mailFooter: mailFooter.optional(),
  adminEmail: asIn(contract.email, 'must be an e-mail address').optional(),
  adminName: asIn(contract.personName, 'must be what a person may be called').optional(),
  accountName: asIn(contract.accountName, 'must be what an account may be called').optional(),
  issuer: secureUrl.optional(),
  audience: words.optional(),
  operatorClientId: words.optional(),
  operatorAudience: words.optional(),
  operatorScope: words.optional(),
  openSignUp: yesOrNo.default(false),
  secondFactor: z.enum(['off', 'required']).default('off'),
  portalUrl: origin.optional(),
  certificateArn: certificateArn.optional(),
  waf: yesOrNo.default(false),
  webAclArn: webAclArn.optional(),
  tableKeyArn: z
    .string()
    .regex(/^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$/, 'must be the ARN of a KMS key')
    .optional(),
} satisfies Record<keyof GivenSettings, z.ZodType>

const settingsSchema = z.object(fields).superRefine((settings, context) => {
  refuseUndeclared(settings, context)
  refuseContradictions(settings, (name, message) =>
    context.addIssue({ code: 'custom', path: [name], message }),
  )
})

/** The checked settings of one deployment, with defaults filled in. */
export type Settings = z.output<typeof settingsSchema>

export const settingNames: readonly string[] = Object.keys(fields)

/** The name that is most similar to a word. */
export const nearest = (word: string, names: readonly string[]): string =>
  names.find((name) => name.toLowerCase() === closest(plain(word), names.map(plain))) ?? ''

const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z]/g, '')

/** @throws SettingError for a name that isn't one of these, with the most similar one */
export const refuseUnknown = (given: object, names: readonly string[]): void => {
  const unknown = Object.keys(given).find((name) => !names.includes(name))
  if (unknown !== undefined)
    throw new SettingError(`There is no setting ${unknown}. Did you mean ${nearest(unknown, names)}?`)
}

/** Checks settings and fills in the defaults. @throws SettingError */
export function checkedSettings(given: GivenSettings): Settings {
  refuseUnknown(given, settingNames)
  return checkedAs(settingsSchema, given)
}
