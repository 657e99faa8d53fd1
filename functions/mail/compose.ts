/** Chooses the email for somebody from what's stored about them at the time of sending. */
import { refusedStates } from '../../shared/contract/mail.ts'
import { type Account, existingRoles, rolesOfLink } from '../accounts/account.ts'
import { findLink } from '../accounts/stored-account.ts'
import { lastMailBefore } from '../invitations/invitation.ts'
import { ownInvitation } from '../invitations/redeem.ts'
import { currentSigner, type Signer } from '../invitations/signing-keys.ts'
import { setting } from '../settings.ts'
import { findUser } from '../users/stored-users.ts'
import { type JoinRequest, statusAt, type UserRecord, unlessDeclined } from '../users/user.ts'
import { mailboxIdOf } from './mailbox.ts'
import { alreadyInMail, type Common, confirmAddressMail, invitationMail, type Mail } from './message.ts'
import type { Invited } from './stored-mails.ts'
import { mailStyle } from './style.ts'

/** Makes the email and signs its links at that moment, so that a key dropped in the meantime is never used. */
export type Composed = () => Promise<Mail>

/** How to make the email; undefined if there's nothing (left) to say. */
export const compose = async (mailed: Invited, account: Account, now: Date): Promise<Composed | undefined> =>
  mailed.type === 'user' ? personal(mailed, account, now) : answer(mailed, account, now)

const personal = async (user: UserRecord, account: Account, now: Date): Promise<Composed | undefined> => {
  const { expiresAt, message } = user
  if (statusAt(user, now) !== 'invited' || expiresAt === undefined) return undefined
  const inviter = user.invitedBy === undefined ? undefined : await findUser(account.accountId, user.invitedBy)
  return async () => {
    const signer = await currentSigner(now)
    const token = ownInvitation(user)
    return invitationMail({
      ...commonOf(user, account, signer),
      roles: existingRoles(account, user.roleIds, user.language ?? account.language),
      url: signer.urlOf(token),
      code: signer.codeOf(token),
      expiresAt: new Date(expiresAt),
      isReminder: user.remindedAt !== undefined,
      ...(inviter ? { inviterName: inviter.name } : {}),
      ...(message === undefined ? {} : { message }),
    })
  }
}

/**
 * The answer to an address entered at the invite link: confirm it, use your existing invitation, or you already have
 * access. The page that asked can't tell which.
 */
const answer = async (request: JoinRequest, account: Account, now: Date): Promise<Composed | undefined> => {
  const { accountId, userId, nonce, expiresAt } = request
  const user = unlessDeclined(await findUser(accountId, userId))
  if (user && statusAt(user, now) === 'active')
    return async () =>
      alreadyInMail({
        ...commonOf(request, account, await currentSigner(now)),
        signInUrl: setting('SIGN_IN_URL'),
      })
  if (user) return mayHaveAnother(user, now) ? personal(user, account, now) : undefined
  const { linkId } = request
  const link = linkId === undefined ? account.link : await findLink(accountId, linkId)
  if (!link) return undefined
  return async () => {
    const signer = await currentSigner(now)
    const token = { kind: 'join', accountId, userId, nonce } as const
    return confirmAddressMail({
      ...commonOf(request, account, signer),
      roles: rolesOfLink({ ...account, link }, account.language),
      needsApproval: link.needsApproval ?? false,
      url: signer.urlOf(token),
      code: signer.codeOf(token),
      expiresAt: new Date(expiresAt),
    })
  }
}

type Recipient = Pick<UserRecord, 'email' | 'nonce' | 'userId' | 'language'>

/** What every email contains. */
const commonOf = (
  { email, nonce, userId, language }: Recipient,
  { accountId, name, language: usual }: Account,
  signer: Signer,
): Common => {
  const token = { kind: 'mails', accountId, mailboxId: mailboxIdOf(email), nonce } as const
  return {
    language: language ?? usual,
    productName: setting('PRODUCT_NAME'),
    style: mailStyle(),
    accountName: name,
    thread: `${accountId}.${userId}`,
    preferencesUrl: signer.urlOf(token),
    unsubscribeUrl: `${setting('PORTAL_URL')}/v1/mail-preferences/${signer.tokenOf(token)}/unsubscribe`,
  }
}

/** Not too soon after the last one, and not to a mailbox that refused it: that takes an administrator's decision. */
const mayHaveAnother = ({ mail }: UserRecord, now: Date): boolean =>
  mail.at <= lastMailBefore(now) && !refusedStates.includes(mail.state)
