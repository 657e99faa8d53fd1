/**
 * The keys of the one table, and nothing else makes keys.
 *
 * | item         | pk        | sk                   | gsi1pk / gsi1sk   | gsi2pk / gsi2sk           | gsi3pk / gsi3sk |
 * |--------------|-----------|----------------------|-------------------|---------------------------|-----------------|
 * | account      | ACCOUNT#a | ACCOUNT              |                   | ACCOUNTS / time#a         |                 |
 * | user counts  | ACCOUNT#a | COUNTS               |                   |                           |                 |
 * | invite link  | ACCOUNT#a | LINK                 |                   |                           |                 |
 * | role         | ACCOUNT#a | ROLE#r               |                   |                           |                 |
 * | user         | ACCOUNT#a | USER#u               | USERS#a / address | EMAIL#address / ACCOUNT#a | QUEUED#n / due  |
 * | join request | JOIN#a    | USER#u               |                   |                           | QUEUED#n / due  |
 * | join tally   | JOIN#a    | LINK#v#yyyy-mm-ddThh |                   |                           |                 |
 * | mail day     | MAILS#a   | DAY#yyyy-mm-dd       |                   |                           |                 |
 * | held mails   | MAILS#a   | HELD                 |                   |                           | HOLDING / due   |
 * | mail report  | MAILS#a   | REPORT#kind#nonce    |                   |                           |                 |
 * | mailbox      | MAILBOX#m | SENT#kind or BLOCKED |                   |                           |                 |
 * | audit event  | AUDIT#a   | time#sequence        | AUDIT#a#u / same  |                           |                 |
 * | request key  | REQUEST#h | REQUEST              |                   |                           |                 |
 *
 * gsi3 is sparse: it has an item only while its mail is queued, by when the sweeper is to look at it. Of a mail that waits
 * because of its account, gsi3pk is HELD#a and gsi3sk the time since when.
 */

import { allOf, between, type Condition, equals } from './expressions.ts'

export type Key = { readonly pk: string; readonly sk: string }

const partition = (accountId: string): string => `ACCOUNT#${accountId}`

export const accountKey = (accountId: string): Key => ({ pk: partition(accountId), sk: 'ACCOUNT' })
/** Beside the account, so that the stream's counting does not get in the way of those who join. */
export const countsKey = (accountId: string): Key => ({ pk: partition(accountId), sk: 'COUNTS' })
/** What of it the index holds never changes, so that changes of the account leave the index alone. */
export const accountsIndexKey = (accountId: string, createdAt: string) => ({
  gsi2pk: 'ACCOUNTS',
  gsi2sk: `${createdAt}#${accountId}`,
})
export const linkKey = (accountId: string): Key => ({ pk: partition(accountId), sk: 'LINK' })
export const roleKey = (accountId: string, roleId: string): Key => ({
  pk: partition(accountId),
  sk: `ROLE#${roleId}`,
})
export const userKey = (accountId: string, userId: string): Key => ({
  pk: partition(accountId),
  sk: `USER#${userId}`,
})
export const joinRequestKey = (accountId: string, userId: string): Key => ({
  pk: `JOIN#${accountId}`,
  sk: `USER#${userId}`,
})
export const joinTallyKey = (accountId: string, linkVersion: number, now: Date): Key => ({
  pk: `JOIN#${accountId}`,
  sk: `LINK#${linkVersion}#${now.toISOString().slice(0, 13)}`,
})

/** What an account has sent in a UTC day, and what came of it. */
export const mailDayKey = (accountId: string, day: string): Key => ({
  pk: `MAILS#${accountId}`,
  sk: `DAY#${day}`,
})
export const heldMailsKey = (accountId: string): Key => ({ pk: `MAILS#${accountId}`, sk: 'HELD' })
export const accountIdOfMails = (pk: string): string => pk.slice('MAILS#'.length)
/** Makes a bounce or a report of a mail count once. */
export const mailReportKey = (accountId: string, kind: string, nonce: string): Key => ({
  pk: `MAILS#${accountId}`,
  sk: `REPORT#${kind}#${nonce}`,
})
export const mailboxKey = (mailboxId: string, kind: string): Key => ({
  pk: `MAILBOX#${mailboxId}`,
  sk: `SENT#${kind}`,
})
export const blockKey = (mailboxId: string): Key => ({ pk: `MAILBOX#${mailboxId}`, sk: 'BLOCKED' })

/** `hash` is of the caller and their `Idempotency-Key`. */
export const requestKey = (hash: string): Key => ({ pk: `REQUEST#${hash}`, sk: 'REQUEST' })

export const auditKey = (accountId: string, eventId: string): Key => ({
  pk: `AUDIT#${accountId}`,
  sk: eventId,
})
export const auditUserKey = (accountId: string, userId: string, eventId: string) => ({
  gsi1pk: `AUDIT#${accountId}#${userId}`,
  gsi1sk: eventId,
})

/** Account, counts, invite link and roles lie side by side, so that one query reads them. */
export const inAccountRange = (accountId: string): Condition =>
  allOf(equals('pk', partition(accountId)), between('sk', 'ACCOUNT', 'ROLE#~'))

export const usersIndexKey = (accountId: string, email: string) => ({
  gsi1pk: `USERS#${accountId}`,
  gsi1sk: email,
})
export const addressIndexKey = (accountId: string, email: string) => ({
  gsi2pk: `EMAIL#${email}`,
  gsi2sk: partition(accountId),
})
export const accountIdOfPartition = (gsi2sk: string): string => gsi2sk.slice('ACCOUNT#'.length)

/** One partition takes 1000 writes a second; 16 take more than the throttles of the API let in. */
const queuedPartitions = Array.from({ length: 16 }, (_, index) => `QUEUED#${index}`)
export const queuedIndexPartitions = queuedPartitions.map((gsi3pk) => ({ gsi3pk }))
/** Mails that wait because of their account, the oldest first. */
export const heldIndexKey = (accountId: string, since: string) => ({
  gsi3pk: `HELD#${accountId}`,
  gsi3sk: since,
})
/** Accounts with such mails, by when the sweeper is to look at them. */
export const holdingIndexKey = (due: string) => ({ gsi3pk: 'HOLDING', gsi3sk: due })

/** `due` is an ISO time. The last character of a user's id is as good as random. */
export const queuedIndexKey = (userId: string, due: string) => ({
  gsi3pk: `QUEUED#${(userId.codePointAt(userId.length - 1) ?? 0) % queuedPartitions.length}`,
  gsi3sk: due,
})
