/** Who sends emails: an address, and the SES identity that it's sent through. */
import { Token } from 'aws-cdk-lib'
import type { IEmailIdentity } from 'aws-cdk-lib/aws-ses'
import { z } from 'zod'
import type { Text, TextByLanguage } from '../../shared/product/text.ts'
import { emailAddress, senderAddress, words } from '../fields.ts'
import { mailFooter } from '../product/product-schema.ts'
import { checkedAs, SettingError } from '../setting-error.ts'
import { nobody } from './mail-from.ts'

/** How emails are signed. */
export interface Sending {
  /** The sender's name. By default the product's name. */
  name?: string
  /** Where replies go. By default to the address that emails come from. */
  replyTo?: string
  /** The footer of each email, such as a postal address; up to 500 characters, one for each language or for all. */
  footer?: Text
}

/** A domain whose SES identity is made here. */
export interface OwnDomain extends Sending {
  /**
   * Whether SES has verified the domain. Say `false` for a first deploy, and `true` once the DKIM records of its outputs
   * are in DNS. Until then Cognito sends its own few emails a day, nobody can be invited, and table and user pool aren't
   * protected against deletion, so that a first deploy that fails leaves nothing behind.
   */
  verified: boolean
}

/** An SES identity that is there. */
export interface ExistingIdentity extends Sending {
  /** By default the identity of the address's domain, in the AWS account and region of the stack. */
  identity?: IEmailIdentity
}

export type CheckedSending = {
  name?: string | undefined
  replyTo?: string | undefined
  footer?: TextByLanguage | undefined
}

const sendingSchema = z.strictObject({
  name: words.optional(),
  replyTo: emailAddress.optional(),
  footer: mailFooter.optional(),
})

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

type Identity = 'pending' | 'verified' | 'existing'

/** Who sends emails. */
export class MailSender {
  /** @internal */
  readonly from: string
  /** @internal */
  readonly identity: Identity
  /** @internal */
  readonly given: IEmailIdentity | undefined
  /** @internal */
  readonly sending: CheckedSending

  private constructor(from: string, identity: Identity, sending: Sending, given?: IEmailIdentity) {
    this.from = checkedAs(senderAddress, from, 'mail.from')
    this.identity = identity
    this.given = given
    this.sending = checkedAs(sendingSchema, sending, 'mail')
  }

  /** Sends from this address, through an SES identity of its domain that is made here. */
  static ofDomain(from: string, { verified, ...sending }: OwnDomain): MailSender {
    return new MailSender(from, verified ? 'verified' : 'pending', sending)
  }

  /**
   * Sends from this address, through an SES identity that is there and verified: of your app, of another stack, or one
   * that an earlier stack left behind.
   */
  static existing(from: string, { identity, ...sending }: ExistingIdentity = {}): MailSender {
    const name = identity?.emailIdentityName
    if (name !== undefined && !Token.isUnresolved(name) && ![from, domainOf(from)].includes(name))
      throw new SettingError(
        `Setting mail.identity: must be that of ${domainOf(from)}, and is that of ${name}`,
      )
    return new MailSender(from, 'existing', sending, identity)
  }

  /** @internal Whether the stack is only looked at. */
  get isMissing(): boolean {
    return this.from === nobody
  }

  /** @internal The domain, in small letters. */
  get domain(): string {
    return domainOf(this.from)
  }
}
