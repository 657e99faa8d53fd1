/** Which mail somebody gets, from what is stored about them when it goes out. */
import { type Account, defaultRoles, existingRoles } from '../accounts/account.ts'
import { findAccount } from '../accounts/stored-account.ts'
import { lastMailBefore } from '../invitations/invitation.ts'
import { ownInvitation } from '../invitations/redeem.ts'
import type { Reminder } from '../invitations/reminder.ts'
import { codeFor, invitationUrl } from '../invitations/signing-keys.ts'
import { setting } from '../settings.ts'
import type { AddressCheck } from '../sign-in/address-check.ts'
import { findUser } from '../users/stored-users.ts'
import { isPast, type JoinRequest, statusAt, type UserRecord } from '../users/user.ts'
import {
  addressCodeMail,
  alreadyInMail,
  confirmAddressMail,
  invitationMail,
  type Mail,
  reminderMail,
} from './message.ts'
import type { Mailed } from './stored-mails.ts'

export type Letter = { readonly mail: Mail; readonly address: string }

/** The mail and whom it goes to; undefined where there is nothing to say (any more). */
export const compose = async (mailed: Mailed, now: Date): Promise<Letter | undefined> => {
  if (mailed.type === 'address-check') return addressCode(mailed, now)
  const account = await findAccount(mailed.accountId)
  if (!account) return undefined
  if (mailed.type === 'reminder') return reminder(mailed, account, now)
  const mail = await (mailed.type === 'user' ? personal(mailed, account, now) : answer(mailed, account, now))
  return mail && { mail, address: mailed.email }
}

const personal = async (user: UserRecord, account: Account, now: Date): Promise<Mail | undefined> => {
  if (statusAt(user, now) !== 'invited' || user.expiresAt === undefined) return undefined
  const inviter = user.invitedBy === undefined ? undefined : await findUser(account.accountId, user.invitedBy)
  const token = ownInvitation(user)
  return invitationMail({
    productName: setting('PRODUCT_NAME'),
    accountName: account.name,
    roleNames: existingRoles(account, user.roleIds).map((role) => role.name),
    url: await invitationUrl(token, now),
    code: await codeFor(token, now),
    expiresAt: new Date(user.expiresAt),
    ...(inviter ? { inviterName: inviter.name } : {}),
    ...(user.message === undefined ? {} : { message: user.message }),
  })
}

/**
 * The answer to an address typed at the invite link: confirm it, or use the invitation that it has already, or you
 * are in already. The page that asked cannot tell which.
 */
const answer = async (request: JoinRequest, account: Account, now: Date): Promise<Mail | undefined> => {
  const { accountId, userId, nonce, expiresAt } = request
  const user = await findUser(accountId, userId)
  const productName = setting('PRODUCT_NAME')
  if (user && statusAt(user, now) === 'active')
    return alreadyInMail({ productName, accountName: account.name, signInUrl: setting('SIGN_IN_URL') })
  if (user) return mayHaveAnother(user, now) ? personal(user, account, now) : undefined
  const token = { kind: 'join', accountId, userId, nonce } as const
  return confirmAddressMail({
    productName,
    accountName: account.name,
    roleNames: defaultRoles(account).map((role) => role.name),
    url: await invitationUrl(token, now),
    code: await codeFor(token, now),
    expiresAt: new Date(expiresAt),
  })
}

/** Not too soon after the last one, and not to a mailbox that refused it: that takes an administrator's word. */
const mayHaveAnother = ({ mail }: UserRecord, now: Date): boolean =>
  mail.at <= lastMailBefore(now) && mail.state !== 'bounced' && mail.state !== 'complained'

/** To whoever invited them, or, where they are gone, to an administrator of the account. */
const reminder = async (
  { userId, email, inviterId }: Reminder,
  account: Account,
  now: Date,
): Promise<Letter | undefined> => {
  const { accountId, administratorIds } = account
  const asker = userId === undefined ? undefined : await findUser(accountId, userId)
  if (asker && asker.status !== 'invited') return undefined
  let reader: UserRecord | undefined
  for (const id of [...(inviterId === undefined ? [] : [inviterId]), ...[...administratorIds].toSorted()]) {
    const found = await findUser(accountId, id)
    reader ??= found && statusAt(found, now) === 'active' ? found : undefined
    if (reader) break
  }
  if (!reader) return undefined
  const address = asker?.email ?? email
  const mail = reminderMail({
    productName: setting('PRODUCT_NAME'),
    accountName: account.name,
    ...(address === undefined ? {} : { asker: { email: address, name: asker?.name } }),
    url: `${setting('PORTAL_URL')}/accounts/${accountId}/users`,
  })
  return { mail, address: reader.email }
}

const addressCode = async (check: AddressCheck, now: Date): Promise<Letter | undefined> => {
  if (isPast(check.expiresAt, now)) return undefined
  const mail = addressCodeMail({
    productName: setting('PRODUCT_NAME'),
    code: await codeFor({ kind: 'address', ...check }, now),
    url: setting('PORTAL_URL'),
    expiresAt: new Date(check.expiresAt),
  })
  return { mail, address: check.email }
}
