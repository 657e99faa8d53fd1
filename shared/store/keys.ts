/**
 * The keys of the one table, and nothing else makes keys.
 *
 * | item         | pk        | sk               | gsi1pk / gsi1sk    | gsi2pk / gsi2sk       |
 * |--------------|-----------|------------------|--------------------|-----------------------|
 * | account      | ACCOUNT#a | ACCOUNT          |                    |                       |
 * | invite link  | ACCOUNT#a | LINK             |                    |                       |
 * | role         | ACCOUNT#a | ROLE#r           |                    |                       |
 * | user         | ACCOUNT#a | USER#u           | USERS#a / address  | EMAIL#address / ACCOUNT#a |
 * | join request | JOIN#a    | USER#u           |                    |                       |
 * | join tally   | JOIN#a    | LINK#v#yyyy-mm-ddThh |                |                       |
 * | audit event  | AUDIT#a   | time#sequence    | AUDIT#a#u / same   |                       |
 */

export type Key = { readonly pk: string; readonly sk: string }

const partition = (accountId: string): string => `ACCOUNT#${accountId}`

export const accountKey = (accountId: string): Key => ({ pk: partition(accountId), sk: 'ACCOUNT' })
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

export const auditKey = (accountId: string, eventId: string): Key => ({
  pk: `AUDIT#${accountId}`,
  sk: eventId,
})
export const auditUserKey = (accountId: string, userId: string, eventId: string) => ({
  gsi1pk: `AUDIT#${accountId}#${userId}`,
  gsi1sk: eventId,
})

/** Account, invite link and roles lie side by side, so that one query reads them. */
export const accountRange = (accountId: string) => ({
  KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
  ExpressionAttributeValues: { ':pk': partition(accountId), ':first': 'ACCOUNT', ':last': 'ROLE#~' },
})

export const usersIndexKey = (accountId: string, email: string) => ({
  gsi1pk: `USERS#${accountId}`,
  gsi1sk: email,
})
export const addressIndexKey = (accountId: string, email: string) => ({
  gsi2pk: `EMAIL#${email}`,
  gsi2sk: partition(accountId),
})
export const accountIdOfPartition = (gsi2sk: string): string => gsi2sk.slice('ACCOUNT#'.length)
