/** The states of the emails of users and join requests. */
import { GetCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import {
  type Mailing,
  type MailKind,
  type MailReason,
  type MailState,
  statesBefore,
  unsentStates,
} from '../../shared/contract/mail.ts'
import { domainNotice } from '../domains/lost-notice.ts'
import { reminder } from '../invitations/reminder.ts'
import { requestDigest } from '../join-requests/stored-digest.ts'
import { addressCheck } from '../sign-in/address-check.ts'
import { allOf, equals, oneOf } from '../table/expressions.ts'
import {
  addressCheckKey,
  digestKey,
  joinRequestKey,
  type Key,
  noticeKey,
  reminderKey,
  userKey,
} from '../table/keys.ts'
import { documents, table } from '../table/table.ts'
import { isRemoved } from '../table/tombstones.ts'
import { tryWrite, updateOf } from '../table/writes.ts'
import { joinRequest, userRecord } from '../users/user.ts'
import { joinNotice } from './join-notice.ts'

/** Whose email is queued, and which one: a newer email has another nonce. No personal data. */
export const mailKey = z.object({ pk: z.string(), sk: z.string(), nonce: z.string() })
export type MailKey = z.output<typeof mailKey>

const mailed = z.discriminatedUnion('type', [
  z.extend(userRecord, { type: z.literal('user') }),
  z.extend(joinRequest, { type: z.literal('join-request') }),
  z.extend(reminder, { type: z.literal('reminder') }),
  z.extend(addressCheck, { type: z.literal('address-check') }),
  z.extend(joinNotice, { type: z.literal('notice') }),
  z.extend(requestDigest, { type: z.literal('request-digest') }),
  z.extend(domainNotice, { type: z.literal('domain-notice') }),
])
export type Mailed = z.output<typeof mailed>
/** Emails that an account has Usher send to somebody. */
export type Invited = Extract<Mailed, { type: 'user' | 'join-request' }>
/** Emails that somebody asked for, or that go to an administrator. */
export type Notified = Exclude<Mailed, Invited>

export const kindOf = ({ type }: Invited): MailKind => (type === 'user' ? 'invitation' : 'join')

/** The recipient of an unsent email; undefined if it was sent, held or superseded, or if its item is gone. */
export const findUnsent = async ({ pk, sk, nonce }: MailKey): Promise<Mailed | undefined> => {
  const { Item } = await documents.send(new GetCommand({ ...table(), Key: { pk, sk }, ConsistentRead: true }))
  if (!Item || isRemoved(Item)) return undefined
  const item = mailed.parse(Item)
  return item.nonce === nonce && unsentStates.includes(item.mail.state) ? item : undefined
}

/** The tags that link SES's events to the email's recipient. They contain neither address nor name. */
export const mailTags = z.object({
  accountId: z.string(),
  userId: z.string(),
  kind: z.enum([
    'user',
    'join-request',
    'reminder',
    'address-check',
    'notice',
    'request-digest',
    'domain-notice',
  ]),
  nonce: z.string(),
})
type MailTags = z.output<typeof mailTags>

/** SES doesn't accept empty tags. */
const none = 'none'

export const tagsOf = (mailed: Mailed): MailTags => {
  const { type: kind, nonce } = mailed
  if (mailed.type === 'address-check') return { accountId: none, userId: mailed.signInId, kind, nonce }
  if (mailed.type === 'notice' || mailed.type === 'domain-notice')
    return { accountId: mailed.accountId, userId: mailed.noticeId, kind, nonce }
  const userId = mailed.type === 'request-digest' ? undefined : mailed.userId
  return { accountId: mailed.accountId, userId: userId ?? none, kind, nonce }
}

type KeyOf = (accountId: string, userId: string) => Key

const keys: Readonly<Record<MailTags['kind'], KeyOf>> = {
  user: userKey,
  'join-request': joinRequestKey,
  notice: noticeKey,
  reminder: (accountId, userId) => reminderKey(accountId, userId === none ? undefined : userId),
  'address-check': (_, signInId) => addressCheckKey(signInId),
  'request-digest': (accountId) => digestKey(accountId),
  'domain-notice': noticeKey,
}

export const keyOfTags = ({ accountId, userId, kind, nonce }: MailTags): MailKey => ({
  ...keys[kind](accountId, userId),
  nonce,
})

type IndexKey = { readonly gsi3pk: string; readonly gsi3sk: string }
type Mark = {
  readonly state: MailState
  /** The states that it may follow, if fewer than the table of states allows. */
  readonly from?: readonly MailState[]
  readonly now: Date
  readonly reason?: MailReason | undefined
  readonly detail?: string | undefined
  /** Where the sweeper finds an email that still has to be sent. */
  readonly index?: IndexKey | undefined
}

/** Records what became of the email. False if a newer email or a later event was recorded first. */
export const markMail = async (
  { pk, sk, nonce }: MailKey,
  { state, from = statesBefore(state), now, reason, detail, index }: Mark,
): Promise<boolean> => {
  const mail: Mailing = { state, at: now.toISOString(), reason, detail }
  const { gsi3pk, gsi3sk } = index ?? { gsi3pk: null, gsi3sk: null }
  return tryWrite(
    updateOf(
      { pk, sk },
      { set: { mail, gsi3pk, gsi3sk }, on: allOf(equals('nonce', nonce), oneOf('mail.state', from)) },
    ),
  )
}
