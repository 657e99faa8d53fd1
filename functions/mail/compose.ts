/** Which mail somebody gets, from what is stored about them when it goes out. */
import { type Account, defaultRoles, existingRoles } from '../accounts/account.ts'
import { findAccount } from '../accounts/stored-account.ts'
import { lastMailBefore } from '../invitations/invitation.ts'
import { ownInvitation } from '../invitations/redeem.ts'
import { invitationUrl } from '../invitations/signing-keys.ts'
import { setting } from '../settings.ts'
import { findUser } from '../users/stored-users.ts'
import { type JoinRequest, statusAt, type UserRecord } from '../users/user.ts'
import { alreadyInMail, confirmAddressMail, invitationMail, type Mail } from './message.ts'
import type { Mailed } from './stored-mails.ts'

/** The mail; undefined where there is nothing to say (any more). */
export const compose = async (mailed: Mailed, now: Date): Promise<Mail | undefined> => {
  const account = await findAccount(mailed.accountId)
  if (!account) return undefined
  return mailed.type === 'user' ? personal(mailed, account, now) : answer(mailed, account, now)
}

const personal = async (user: UserRecord, account: Account, now: Date): Promise<Mail | undefined> => {
  if (statusAt(user, now) !== 'invited' || user.expiresAt === undefined) return undefined
  const inviter = user.invitedBy === undefined ? undefined : await findUser(account.accountId, user.invitedBy)
  return invitationMail({
    productName: setting('PRODUCT_NAME'),
    accountName: account.name,
    roleNames: existingRoles(account, user.roleIds).map((role) => role.name),
    url: await invitationUrl(ownInvitation(user), now),
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
  return confirmAddressMail({
    productName,
    accountName: account.name,
    roleNames: defaultRoles(account).map((role) => role.name),
    url: await invitationUrl({ kind: 'join', accountId, userId, nonce }, now),
    expiresAt: new Date(expiresAt),
  })
}

/** Not too soon after the last one, and not to a mailbox that refused it: that takes an administrator's word. */
const mayHaveAnother = ({ mail }: UserRecord, now: Date): boolean =>
  mail.at <= lastMailBefore(now) && mail.state !== 'bounced' && mail.state !== 'complained'
