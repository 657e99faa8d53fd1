/**
 * Emails that don't invite anyone: a code for somebody's own sign-in, a note to an inviter that somebody asks for a new
 * invitation, and notes to administrators that people ask to join, or that a domain's proof is lost. Each is limited where it's requested, so the limits
 * on invitations don't apply.
 */
import { type Account, existingRoles, permissionsOf } from '../accounts/account.ts'
import { isResting } from '../accounts/admission.ts'
import { findAccount } from '../accounts/stored-account.ts'
import { recordName } from '../domains/domain.ts'
import type { DomainNotice } from '../domains/lost-notice.ts'
import { findDomain } from '../domains/stored-domains.ts'
import type { Reminder } from '../invitations/reminder.ts'
import { codeFor } from '../invitations/signing-keys.ts'
import type { RequestDigest } from '../join-requests/stored-digest.ts'
import { countWaiting } from '../join-requests/stored-waiting.ts'
import { setting } from '../settings.ts'
import type { AddressCheck } from '../sign-in/address-check.ts'
import { findUser } from '../users/stored-users.ts'
import { isPast, statusAt, type UserRecord } from '../users/user.ts'
import type { JoinNotice } from './join-notice.ts'
import {
  addressCodeMail,
  domainLostMail,
  joinedMail,
  type Mail,
  reminderMail,
  requestsMail,
} from './message.ts'
import type { Notified } from './stored-mails.ts'
import { mailStyle } from './style.ts'

export type Notice = {
  readonly mail: Mail
  readonly address: string
  /** Whose mails it counts among, where it is held to the brakes of an account. */
  readonly account?: Account
}

/** The emails with their recipients; empty if there's nothing left to say. */
export const noticesOf = async (notified: Notified, now: Date): Promise<readonly Notice[]> => {
  if (notified.type === 'request-digest') return digests(notified, now)
  if (notified.type === 'domain-notice') return losses(notified, now)
  const notice = await oneNotice(notified, now)
  return notice ? [notice] : []
}

const oneNotice = (
  notified: Exclude<Notified, { type: 'request-digest' | 'domain-notice' }>,
  now: Date,
): Promise<Notice | undefined> => {
  if (notified.type === 'address-check') return addressCode(notified, now)
  return notified.type === 'notice' ? joined(notified, now) : reminder(notified, now)
}

/**
 * To somebody who is to know that another has joined or declined, unless they have switched that off, are gone, or may
 * not see users.
 */
const joined = async (
  { accountId, userId, readerId, about }: JoinNotice,
  now: Date,
): Promise<Notice | undefined> => {
  const [account, user, reader] = await Promise.all([
    findAccount(accountId),
    findUser(accountId, userId),
    findUser(accountId, readerId),
  ])
  if (!account || !user || !reader || statusAt(reader, now) !== 'active') return undefined
  const choice = about === 'domainJoined' ? 'linkJoined' : about
  if (reader.notices?.[choice] === false) return undefined
  if (!permissionsOf(existingRoles(account, reader.roleIds)).includes('users:read')) return undefined
  // They may have been invited again since.
  if (about === 'inviteeDeclined' && user.status !== 'declined') return undefined
  const portal = `${setting('PORTAL_URL')}/accounts/${accountId}`
  const mail = joinedMail({
    language: reader.language ?? account.language,
    productName: setting('PRODUCT_NAME'),
    style: mailStyle(),
    accountName: account.name,
    thread: `${accountId}.${userId}`,
    about,
    person: { email: user.email, name: user.name },
    roles: existingRoles(account, user.roleIds),
    url: `${portal}/users`,
    settingsUrl: `${portal}/me`,
  })
  return { mail, address: reader.email, account }
}

/** Administrators who are notified. */
const mostReaders = 10

/** The account's active administrators, ten at most. */
const administratorsOf = async (account: Account, now: Date): Promise<readonly UserRecord[]> => {
  const ids = [...account.admins].toSorted().slice(0, mostReaders)
  const found = await Promise.all(ids.map((userId) => findUser(account.accountId, userId)))
  return found.filter((reader) => reader !== undefined).filter((reader) => statusAt(reader, now) === 'active')
}

/** Tells each administrator how many people wait. */
const digests = async ({ accountId }: RequestDigest, now: Date): Promise<readonly Notice[]> => {
  const [account, waiting] = await Promise.all([findAccount(accountId), countWaiting(accountId, now)])
  if (!account || isResting(account) || waiting === 0) return []
  return (await administratorsOf(account, now)).map((reader) => ({
    mail: requestsMail({
      language: reader.language ?? account.language,
      productName: setting('PRODUCT_NAME'),
      style: mailStyle(),
      accountName: account.name,
      thread: `${accountId}.requests`,
      waiting,
      url: `${setting('PORTAL_URL')}/accounts/${accountId}/users?view=requests`,
    }),
    address: reader.email,
  }))
}

/** Tells each administrator that a domain's proof is lost, unless it's back. */
const losses = async ({ accountId, domain: name }: DomainNotice, now: Date): Promise<readonly Notice[]> => {
  const [account, domain] = await Promise.all([
    findAccount(accountId),
    findDomain({ accountId, domain: name }),
  ])
  if (!account || isResting(account) || domain?.state !== 'lost') return []
  return (await administratorsOf(account, now)).map((reader) => ({
    mail: domainLostMail({
      language: reader.language ?? account.language,
      productName: setting('PRODUCT_NAME'),
      style: mailStyle(),
      accountName: account.name,
      thread: `${accountId}.domains`,
      domain: name,
      recordName: recordName(name),
      url: `${setting('PORTAL_URL')}/accounts/${accountId}/account`,
    }),
    address: reader.email,
  }))
}

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
  const reader = await firstActive(accountId, [...inviters, ...[...account.admins].toSorted()], now)
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
