/** Requests to join by the invite link, which wait for their mail to be answered. */
import { DeleteCommand, GetCommand } from '@aws-sdk/lib-dynamodb'
import { queuedIndex } from '../mail/overdue-mails.ts'
import {
  absent,
  allOf,
  anyOf,
  atMost,
  equals,
  greaterThan,
  lessThan,
  not,
  oneOf,
  unchanged,
} from '../table/expressions.ts'
import { joinRequestKey, otherAddressIndexKey } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'
import { deletionOf, putOf, tryWrite, updateOf, type WriteItem } from '../table/writes.ts'
import { type JoinRequest, joinRequest } from '../users/user.ts'
import type { JoinToken } from './token.ts'

/** Mails of one request, each good until it expires a day after the first, however often and by whom it is asked for. */
const mailsOfRequest = 5
/** Days that a request stays after its expiry, before TTL sweeps it. */
const daysKept = 7

const seconds = (date: Date): number => Math.floor(date.getTime() / 1_000)

export const findJoinRequest = async (
  accountId: string,
  userId: string,
): Promise<JoinRequest | undefined> => {
  const { Item } = await documents.send(
    new GetCommand({ ...table(), Key: joinRequestKey(accountId, userId), ConsistentRead: true }),
  )
  return Item && joinRequest.parse(Item)
}

/** Takes away what somebody typed at the invite link; its mail is good no more. */
export const forgetJoinRequest = async (accountId: string, userId: string): Promise<void> => {
  await documents.send(new DeleteCommand({ ...table(), Key: joinRequestKey(accountId, userId) }))
}

/** The same for the request of this very mail alone; one that is gone or was replaced stays as it is. */
export const dropJoinRequest = async ({ accountId, userId, nonce }: JoinToken): Promise<void> => {
  await tryWrite(deletionOf(joinRequestKey(accountId, userId), equals('nonce', nonce)))
}

/**
 * Keeps the request, with its mail queued. While an earlier one of the same link waits, its mails stay good and another goes
 * out; a mailbox that has refused gets none.
 */
export const keepJoinRequest = async (request: JoinRequest): Promise<void> => {
  if (!(await tryWrite(additionOf(request)))) await tryWrite(renewalOf(request))
}

/** Whether a request is of the very link that this one is of, in the same hands. */
const sameLink = ({ linkId, linkVersion, accessUntil }: JoinRequest) =>
  allOf(
    unchanged('linkId', linkId),
    equals('linkVersion', linkVersion),
    unchanged('accessUntil', accessUntil),
  )

/** Where there is none, or one that has expired or is of another link. */
const additionOf = (request: JoinRequest): WriteItem => {
  const key = joinRequestKey(request.accountId, request.userId)
  const item = {
    ...key,
    ...otherAddressIndexKey(key, request.email),
    ...queuedIndex(request),
    type: 'join-request',
    ttl: seconds(new Date(request.expiresAt)) + daysKept * 86_400,
    mails: 1,
    ...request,
  }
  const over = anyOf(not(sameLink(request)), atMost('expiresAt', request.requestedAt))
  return putOf(item, anyOf(absent('pk'), allOf(over, not(oneOf('mail.state', refused)))))
}

const refused = ['bounced', 'complained']

/** The nonce stays, so that whichever of the mails is opened is good. One that has not gone out yet is enough. */
const renewalOf = (request: JoinRequest): WriteItem => {
  const { accountId, userId, requestedAt, mail } = request
  return updateOf(joinRequestKey(accountId, userId), {
    set: { requestedAt, mail, ...queuedIndex(request) },
    add: { mails: 1 },
    on: allOf(
      sameLink(request),
      greaterThan('expiresAt', requestedAt),
      lessThan('mails', mailsOfRequest),
      not(oneOf('mail.state', ['queued', ...refused])),
    ),
  })
}
