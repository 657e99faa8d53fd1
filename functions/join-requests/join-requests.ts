/** Requests to join through the invite link, which wait for their email to be answered. */
import { DeleteCommand, GetCommand } from '@aws-sdk/lib-dynamodb'
import type { JoinToken } from '../invitations/token.ts'
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
import { ttlAfter } from '../table/ttl.ts'
import { deletionOf, putOf, tryWrite, updateOf, type WriteItem } from '../table/writes.ts'
import { type JoinRequest, joinRequest } from '../users/user.ts'

/** Emails per request, each valid until a day after the first, however often and by whomever it's requested. */
const mailsOfRequest = 5
/** Days that a request is kept after its expiry, before TTL deletes it. */
const daysKept = 7

export const findJoinRequest = async (
  accountId: string,
  userId: string,
): Promise<JoinRequest | undefined> => {
  const { Item } = await documents.send(
    new GetCommand({ ...table(), Key: joinRequestKey(accountId, userId), ConsistentRead: true }),
  )
  return Item && joinRequest.parse(Item)
}

/** Deletes what somebody entered at the invite link; its email is no longer valid. */
export const forgetJoinRequest = async (accountId: string, userId: string): Promise<void> => {
  await documents.send(new DeleteCommand({ ...table(), Key: joinRequestKey(accountId, userId) }))
}

/**
 * Like `forgetJoinRequest`, but only for the request of this very email; one that's gone or was replaced isn't touched.
 */
export const dropJoinRequest = async ({ accountId, userId, nonce }: JoinToken): Promise<void> => {
  await tryWrite(deletionOf(joinRequestKey(accountId, userId), equals('nonce', nonce)))
}

/**
 * Stores the request, with its email queued. While an earlier request of the same link waits, its emails stay valid and
 * another one is sent; a mailbox that has refused gets none.
 */
export const keepJoinRequest = async (request: JoinRequest): Promise<void> => {
  if (!(await tryWrite(additionOf(request)))) await tryWrite(renewalOf(request))
}

/** Whether another request belongs to the same link, handed out by the same person. */
const sameLink = ({ linkId, linkVersion, accessUntil }: JoinRequest) =>
  allOf(
    unchanged('linkId', linkId),
    equals('linkVersion', linkVersion),
    unchanged('accessUntil', accessUntil),
  )

/** If there's no request, or only one that has expired or belongs to another link. */
const additionOf = (request: JoinRequest): WriteItem => {
  const key = joinRequestKey(request.accountId, request.userId)
  const item = {
    ...key,
    ...otherAddressIndexKey(key, request.email),
    ...queuedIndex(request),
    type: 'join-request',
    ttl: ttlAfter(request.expiresAt, daysKept),
    mails: 1,
    ...request,
  }
  const over = anyOf(not(sameLink(request)), atMost('expiresAt', request.requestedAt))
  return putOf(item, anyOf(absent('pk'), allOf(over, not(oneOf('mail.state', refused)))))
}

const refused = ['bounced', 'complained']

/** The nonce stays, so that any of the emails works. If one hasn't been sent yet, it's enough. */
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
