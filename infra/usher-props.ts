/** What the construct takes: its parts, each of which can be replaced, and the options of infra/options.ts. */
import type { IEventBus } from 'aws-cdk-lib/aws-events'
import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { z } from 'zod'
import * as contract from '../shared/contract/fields.ts'
import { asIn } from './fields.ts'
import { MailSender } from './mail/mail-sender.ts'
import { type CheckedOptions, type Options, optionFields, optionsSchema } from './options.ts'
import { Portal } from './portal/portal.ts'
import type { Built } from './prebuilt.ts'
import { checkedAs, SettingError } from './setting-error.ts'
import { refuseUnknown } from './settings.ts'
import { SignIn } from './sign-in/sign-in.ts'

/** What `new Usher` takes. Only `mail` has no default. */
export interface UsherProps extends Options {
  /** Who sends emails. */
  mail: MailSender
  /** Who signs people in. By default a Cognito user pool that is made here. */
  signIn?: SignIn
  /** Where the portal is. By default at the name that CloudFront gives it. */
  portal?: Portal
  /** The administrator of a first account, which the deploy creates. Without one, an operator creates accounts. */
  firstAdministrator?: FirstAdministrator
  /**
   * The KMS key that encrypts the table, of the stack's region. By default DynamoDB's own, which costs nothing. Whoever else
   * reads the table needs the key as well.
   */
  tableKey?: IKey
  /** The bus that hears of every change. By default one that is made here. */
  eventBus?: IEventBus
  /** The permissions boundary of every role. By default none. */
  permissionsBoundary?: IManagedPolicy
  /** Tags of everything that can be tagged. */
  tags?: Readonly<Record<string, string>>
  /** @internal The built functions and pages, which the package brings. */
  built?: Built
  /** @internal Whether the stack holds nothing else, so that its outputs can have plain names. */
  ownStack?: boolean
}

/** The administrator of the first account, who is invited by email. */
export interface FirstAdministrator {
  /** Where the invitation goes. */
  email: string
  /** What they are called. By default "Administrator". */
  name?: string
  /** The name of the account. By default the product's name. */
  accountName?: string
}

const firstAdministrator = z.strictObject({
  email: asIn(contract.email, 'must be an e-mail address'),
  name: asIn(contract.personName, 'must be what a person may be called').default('Administrator'),
  accountName: asIn(contract.accountName, 'must be what an account may be called').optional(),
})

type Parts = Omit<UsherProps, keyof Options>

const partNames = {
  mail: true,
  signIn: true,
  portal: true,
  firstAdministrator: true,
  tableKey: true,
  eventBus: true,
  permissionsBoundary: true,
  tags: true,
  built: true,
  ownStack: true,
} satisfies Record<keyof Parts, true>
const names = [...Object.keys(optionFields), ...Object.keys(partNames)]

/** The props with defaults filled in. */
export type CheckedProps = Parts & {
  options: CheckedOptions
  signIn: SignIn
  portal: Portal
  ownStack: boolean
  firstAdministrator: z.output<typeof firstAdministrator> | undefined
}

/** Props also come from JavaScript, and from a wider object. @throws SettingError */
export const checkedProps = ({
  mail,
  signIn = SignIn.cognito(),
  portal = Portal.atCloudFront(),
  firstAdministrator: first,
  ownStack = false,
  ...rest
}: UsherProps): CheckedProps => {
  refuseUnknown(rest, names)
  const part = (name: string, is: boolean, made: string) => {
    if (!is) throw new SettingError(`Setting ${name}: must be made by ${made}`)
  }
  part('mail', mail instanceof MailSender, 'MailSender.ofDomain or MailSender.existing')
  part('signIn', signIn instanceof SignIn, 'SignIn.cognito, SignIn.existingPool or SignIn.oidc')
  part('portal', portal instanceof Portal, 'Portal.at or Portal.atCloudFront')
  if (first && mail.identity === 'pending')
    throw new SettingError(
      'Setting firstAdministrator: waits until mail is verified, else the invitation could not be sent',
    )
  const { tableKey, eventBus, permissionsBoundary, tags, built, ...options } = rest
  return {
    ...{ mail, signIn, portal, tableKey, eventBus, permissionsBoundary, tags, built, ownStack },
    options: checkedAs(optionsSchema, options),
    firstAdministrator: first && checkedAs(firstAdministrator, first, 'firstAdministrator'),
  }
}
