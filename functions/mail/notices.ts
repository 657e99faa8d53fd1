/**
 * Emails that don't invite anyone: a code for somebody's own sign-in, and a note to an inviter that somebody asks for a
 * new invitation. Each is limited where it's requested, so the limits on invitations don't apply.
 */
import { isResting } from '../accounts/admission.ts'
import { findAccount } from '../accounts/stored-account.ts'
import type { Reminder } from '../invitations/reminder.ts'
import { codeFor } from '../invitations/signing-keys.ts'
import { setting } from '../settings.ts'
import type { AddressCheck } from '../sign-in/address-check.ts'
import { findUser } from '../users/stored-users.ts'
import { isPast, statusAt, type UserRecord } from '../users/user.ts'
import { addressCodeMail, type Mail, reminderMail } from './message.ts'
import type { Notified } from './stored-mails.ts'
import { mailStyle } from './style.ts'

export type Notice = { readonly mail: Mail; readonly address: string }

/** The email and its recipient; undefined if there's nothing left to say. */
export const noticeOf = async (notified: Notified, now: Date): Promise<Notice | undefined> =>
  notified.type === 'address-check' ? addressCode(notified, now) : reminder(notified, now)

/** To the person who invited them or, if that person is gone, to an administrator of the account. */
const reminder = async (
  { accountId, userId, email, inviterId }: Reminder,
  now: Date,
): Promise<Notice | undefined> => {
  const account = await findAccount(accountId)
  if (!account || isResting(account)) return undefined
  const asker = userId === undefined ? undefined : await findUser(accountId, userId)
  if (asker && asker.status !== 'invited' && asker.status !== 'declined') return undefined
  const inviters = inviterId === undefined ? [] : [inviterId]
  const reader = await firstActive(accountId, [...inviters, ...[...account.administratorIds].toSorted()], now)
  if (!reader) return undefined
  const address = asker?.email ?? email
  const mail = reminderMail({
    language: reader.language ?? account.language,
    productName: setting('PRODUCT_NAME'),
    style: mailStyle(),
    accountName: account.name,
    thread: `${accountId}.${userId ?? 'link'}`,
    ...(address === undefined ? {} : { asker: { email: address, name: asker?.name } }),
    url: `${setting('PORTAL_URL')}/accounts/${accountId}/users`,
  })
  return { mail, address: reader.email }
}

const firstActive = async (
  accountId: string,
  userIds: readonly string[],
  now: Date,
): Promise<UserRecord | undefined> => {
  for (const userId of userIds) {
    const found = await findUser(accountId, userId)
    if (found && statusAt(found, now) === 'active') return found
  }
  return undefined
}

const addressCode = async (check: AddressCheck, now: Date): Promise<Notice | undefined> => {
  if (isPast(check.expiresAt, now)) return undefined
  const mail = addressCodeMail({
    language: 'en',
    productName: setting('PRODUCT_NAME'),
    style: mailStyle(),
    thread: `sign-in.${check.signInId}`,
    code: await codeFor({ kind: 'address', ...check }, now),
    url: setting('PORTAL_URL'),
    expiresAt: new Date(check.expiresAt),
  })
  return { mail, address: check.email }
}
