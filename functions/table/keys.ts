/**
 * The keys of the one table. No other file makes keys.
 *
 * | item          | pk            | sk            | gsi1pk / gsi1sk   | gsi2pk / gsi2sk           | gsi3pk / gsi3sk | gsi4pk / gsi4sk   |
 * |---------------|---------------|---------------|-------------------|---------------------------|-----------------|-------------------|
 * | account       | ACCOUNT#a     | ACCOUNT       |                   | ACCOUNTS / time#a         |                 |                   |
 * | user counts   | ACCOUNT#a     | COUNTS        |                   |                           |                 |                   |
 * | invite link   | ACCOUNT#a     | LINK          |                   |                           |                 |                   |
 * | another link  | ACCOUNT#a     | SHARED#l      |                   |                           |                 |                   |
 * | role          | ACCOUNT#a     | ROLE#r        |                   |                           |                 |                   |
 * | access review | ACCOUNT#a     | SIGNED#r      |                   |                           |                 |                   |
 * | domain        | ACCOUNT#a     | VERIFIED#d    |                   |                           |                 | DOMAINS#n / due   |
 * | domain claim  | DOMAIN#d      | DOMAIN        |                   |                           |                 |                   |
 * | user          | ACCOUNT#a     | USER#u        | USERS#a / address | EMAIL#address / ACCOUNT#a | QUEUED#n / due  | INVITED#n / expiry|
 * | waits to join | ACCOUNT#a     | WAITING#u     | WAITING#a / since | EMAIL#address / WAITING#a |                 |                   |
 * | join request  | JOIN#a        | USER#u        |                   | EMAIL#address / JOIN#a    | QUEUED#n / due  |                   |
 * | digest        | ASKED#a       | REQUESTS      |                   |                           | QUEUED#n / due  |                   |
 * | reminder      | ASKED#a       | USER#u, LINK  |                   |                           | QUEUED#n / due  |                   |
 * | notice        | NOTICE#a      | id            |                   |                           | QUEUED#n / due  |                   |
 * | address check | SIGNIN#s      | ADDRESS       |                   | EMAIL#address / SIGNIN#s  | QUEUED#n / due  |                   |
 * | erasure       | ERASED#person | ERASED        |                   | ERASURES / person         |                 |                   |
 * | deletion      | ERASED#a      | ERASED        |                   | ERASURES / a              |                 | DELETED / due     |
 * | tally         | TALLY#what    | time          |                   |                           |                 |                   |
 * | audit event   | AUDIT#a       | time#sequence | AUDIT#a#u / same  |                           |                 |                   |
 * | certificate   | AUDIT#operator | time#number  |                   |                           |                 |                   |
 * | external id   | EXTERNAL-IDS#a, EXTERNAL-ID#x | x, ACCOUNT | |                    |                 |                   |
 * | request key   | REQUEST#a     | h             |                   |                           |                 |                   |
 * | mail event    | MAIL#a#u      | time#sequence |                   |                           |                 |                   |
 * | care          | CARE#a        | USER#u        | CARE#a / since    |                           |                 |                   |
 * | mail day      | MAILS#a       | DAY#date      |                   |                           |                 |                   |
 * | held mails    | MAILS#a       | HELD          |                   |                           | HOLDING / due   |                   |
 * | mail report   | MAILS#a       | REPORT#k#n    |                   |                           |                 |                   |
 * | mailbox       | MAILBOX#m     | SENT#kind, BLOCKED |              |                           |                 |                   |
 *
 * gsi3 and gsi4 are sparse indexes. An item is in gsi3 only while its mail is queued, sorted by when the sweeper looks at
 * it. gsi4 holds users only while they are invited, sorted by when the invitation expires, deletions until the account is
 * erased, and domains as long as they're looked up, both sorted by when the sweeper looks at them. For an email that waits because of its account, gsi3pk is HELD#a and
 * gsi3sk is the time since when.
 */

import { allOf, between, type Condition, equals } from './expressions.ts'

export type Key = { readonly pk: string; readonly sk: string }

const partition = (accountId: string): string => `ACCOUNT#${accountId}`

export const accountKey = (accountId: string): Key => ({ pk: partition(accountId), sk: 'ACCOUNT' })
/** A separate item from the account, so that the stream's counting doesn't conflict with people who join. */
export const countsKey = (accountId: string): Key => ({ pk: partition(accountId), sk: 'COUNTS' })
/** The index holds only attributes that never change, so that changes to the account don't write to it. */
export const accountsIndexKey = (accountId: string, createdAt: string) => ({
  gsi2pk: 'ACCOUNTS',
  gsi2sk: `${createdAt}#${accountId}`,
})
/** The account's first link, or another one; those are outside the range that every request reads. */
export const linkKey = (accountId: string, linkId?: string): Key => ({
  pk: partition(accountId),
  sk: linkId === undefined ? 'LINK' : `SHARED#${linkId}`,
})
export const roleKey = (accountId: string, roleId: string): Key => ({
  pk: partition(accountId),
  sk: `ROLE#${roleId}`,
})
/** Behind the roles, so that no request that reads an account reads its reviews. */
export const reviewKey = (accountId: string, reviewId: string): Key => ({
  pk: partition(accountId),
  sk: `SIGNED#${reviewId}`,
})
/** Behind the roles as well. */
export const domainKey = (accountId: string, domain: string): Key => ({
  pk: partition(accountId),
  sk: `VERIFIED#${domain}`,
})
/** The accounts that have proved a domain. */
export const domainClaimKey = (domain: string): Key => ({ pk: `DOMAIN#${domain}`, sk: 'DOMAIN' })
export const userKey = (accountId: string, userId: string): Key => ({
  pk: partition(accountId),
  sk: `USER#${userId}`,
})
export const joinRequestKey = (accountId: string, userId: string): Key => ({
  pk: `JOIN#${accountId}`,
  sk: `USER#${userId}`,
})
/** Somebody who has proved their address waits for an administrator; in the index only while they do. */
export const waitingKey = (accountId: string, userId: string): Key => ({
  pk: partition(accountId),
  sk: `WAITING#${userId}`,
})
export const waitingIndexKey = (accountId: string, since: string, userId: string) => ({
  gsi1pk: `WAITING#${accountId}`,
  gsi1sk: `${since}#${userId}`,
})
export const waitingAddressIndexKey = (accountId: string, email: string) => ({
  gsi2pk: `EMAIL#${email}`,
  gsi2sk: `WAITING#${accountId}`,
})
/** The email to an account's administrators that people wait. */
export const digestKey = (accountId: string): Key => ({ pk: `ASKED#${accountId}`, sk: 'REQUESTS' })
/** A request for a new invitation: from the user with this id or, without one, from anyone at the invite link. */
export const reminderKey = (accountId: string, userId?: string): Key => ({
  pk: `ASKED#${accountId}`,
  sk: userId === undefined ? 'LINK' : `USER#${userId}`,
})
/** Word to one person that somebody has joined. */
export const noticeKey = (accountId: string, noticeId: string): Key => ({
  pk: `NOTICE#${accountId}`,
  sk: noticeId,
})
/** The check of a sign-in's claimed address. */
export const addressCheckKey = (signInId: string): Key => ({ pk: `SIGNIN#${signInId}`, sk: 'ADDRESS' })
export const erasureKey = (personId: string): Key => ({ pk: `ERASED#${personId}`, sk: 'ERASED' })
export const erasuresIndexKey = (personId: string) => ({ gsi2pk: 'ERASURES', gsi2sk: personId })
/** The record that an account was deleted. It's found together with the erasures of people, and by when it's due. */
export const deletionKey = (accountId: string): Key => ({ pk: `ERASED#${accountId}`, sk: 'ERASED' })
export const deletionIndexKey = (due: string) => ({ gsi4pk: 'DELETED', gsi4sk: due })
export const accountIdOfDeletion = (pk: string): string => pk.slice('ERASED#'.length)
export const tallyKey = (what: string, since: Date): Key => ({
  pk: `TALLY#${what}`,
  sk: since.toISOString(),
})

/** What an account has sent on a UTC day, and the results. */
export const mailDayKey = (accountId: string, day: string): Key => ({
  pk: `MAILS#${accountId}`,
  sk: `DAY#${day}`,
})
export const heldMailsKey = (accountId: string): Key => ({ pk: `MAILS#${accountId}`, sk: 'HELD' })
export const accountIdOfMails = (pk: string): string => pk.slice('MAILS#'.length)
/** Makes a bounce or a report of an email count only once. */
export const mailReportKey = (accountId: string, kind: string, nonce: string): Key => ({
  pk: `MAILS#${accountId}`,
  sk: `REPORT#${kind}#${nonce}`,
})
export const mailboxKey = (mailboxId: string, kind: string): Key => ({
  pk: `MAILBOX#${mailboxId}`,
  sk: `SENT#${kind}`,
})
export const blockKey = (mailboxId: string): Key => ({ pk: `MAILBOX#${mailboxId}`, sk: 'BLOCKED' })

/** Whose an external id is: of a user within their account, and of an account among all. */
export const externalUserKey = (accountId: string, externalId: string): Key => ({
  pk: `EXTERNAL-IDS#${accountId}`,
  sk: externalId,
})
export const externalAccountKey = (externalId: string): Key => ({
  pk: `EXTERNAL-ID#${externalId}`,
  sk: 'ACCOUNT',
})

/** `hash` is of the caller and their `Idempotency-Key`. Requests that concern no account are spread by their hash. */
export const requestKey = (hash: string, accountId = hash): Key => ({
  pk: `REQUEST#${accountId}`,
  sk: hash,
})

/** Takes the place of an account's id: the trail for what outlives accounts. */
export const operatorTrail = 'operator'
export const auditKey = (accountId: string, eventId: string): Key => ({
  pk: `AUDIT#${accountId}`,
  sk: eventId,
})
export const auditUserKey = (accountId: string, userId: string, eventId: string) => ({
  gsi1pk: `AUDIT#${accountId}#${userId}`,
  gsi1sk: eventId,
})

/** What became of a user's emails, and that their invitation was opened: steps of their timeline. */
export const mailEventKey = (accountId: string, userId: string, eventId: string): Key => ({
  pk: `MAIL#${accountId}#${userId}`,
  sk: eventId,
})

/** Says that a user needs an administrator's attention from this time on, unless something changes before. */
export const careKey = (accountId: string, userId: string): Key => ({
  pk: `CARE#${accountId}`,
  sk: `USER#${userId}`,
})
export const careIndexKey = (accountId: string, since: string, userId: string) => ({
  gsi1pk: `CARE#${accountId}`,
  gsi1sk: `${since}#${userId}`,
})

/**
 * All partitions of an account except those of its users' mail events, its own last. Add every new kind of item that
 * belongs to an account here, so that it's deleted when the account is erased.
 */
export const partitionsOfAccount = (accountId: string): readonly string[] => [
  joinRequestKey(accountId, '').pk,
  reminderKey(accountId).pk,
  noticeKey(accountId, '').pk,
  requestKey('', accountId).pk,
  externalUserKey(accountId, '').pk,
  careKey(accountId, '').pk,
  heldMailsKey(accountId).pk,
  auditKey(accountId, '').pk,
  partition(accountId),
]

/** Account, counts, invite link and roles are adjacent, so that one query reads them all. */
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
/** For any item that concerns an address but isn't a user of an account. */
export const otherAddressIndexKey = ({ pk }: Key, email: string) => ({
  gsi2pk: `EMAIL#${email}`,
  gsi2sk: pk,
})
export const accountIdOfPartition = (gsi2sk: string): string => gsi2sk.slice('ACCOUNT#'.length)

/** One partition takes 1000 writes a second; 16 take more than the API's throttles allow. */
const spread = Array.from({ length: 16 }, (_, index) => index)
/** The last character of a derived id is effectively random. */
const partOf = (id: string): number => (id.codePointAt(id.length - 1) ?? 0) % spread.length

export const queuedIndexPartitions = spread.map((part) => `QUEUED#${part}`)
/** `due` is an ISO time. */
export const queuedIndexKey = (id: string, due: string) => ({
  gsi3pk: `QUEUED#${partOf(id)}`,
  gsi3sk: due,
})

/** Emails that wait because of their account, oldest first. */
export const heldIndexKey = (accountId: string, since: string) => ({
  gsi3pk: `HELD#${accountId}`,
  gsi3sk: since,
})
/** Accounts that have such emails, by when the sweeper should look at them. */
export const holdingIndexKey = (due: string) => ({ gsi3pk: 'HOLDING', gsi3sk: due })

export const invitedIndexPartitions = spread.map((part) => `INVITED#${part}`)
/** For an invited user, by the ISO time at which the invitation expires. */
export const invitedIndexKey = (userId: string, expiresAt: string) => ({
  gsi4pk: `INVITED#${partOf(userId)}`,
  gsi4sk: expiresAt,
})

export const remindIndexPartitions = spread.map((part) => `REMIND#${part}`)
/** Of an invited user whose reminder is still to come, by the ISO time at which it is due. */
export const remindIndexKey = (userId: string, remindAt: string) => ({
  gsi4pk: `REMIND#${partOf(userId)}`,
  gsi4sk: remindAt,
})

export const domainIndexPartitions = spread.map((part) => `DOMAINS#${part}`)
/** Of a domain whose record is to be looked up, by the ISO time at which that is due. */
export const domainIndexKey = (accountId: string, due: string) => ({
  gsi4pk: `DOMAINS#${partOf(accountId)}`,
  gsi4sk: due,
})
