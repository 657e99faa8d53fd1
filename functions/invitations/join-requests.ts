/** Requests to join by the invite link, which wait for their mail to be answered. */
import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { queuedIndex } from '../mail/overdue-mails.ts'
import { Problem } from '../problem.ts'
import { joinRequestKey, joinTallyKey } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'
import { isRefused } from '../table/writes.ts'
import { type JoinRequest, joinRequest } from '../users/user.ts'
import { lastMailBefore } from './invitation.ts'
import type { LinkToken } from './token.ts'

/** Mails that one link can be made to send in an hour; a link that was replaced uses up none of the new one's. Who is signed in needs none. */
const requestsAnHour = 1_000
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

/** Counts a request against its link's maximum for the hour. 429 once that is reached. */
export const countJoinRequest = async ({ accountId, linkVersion }: LinkToken, now: Date): Promise<void> => {
  const secondsLeft = 3_600 - (seconds(now) % 3_600)
  try {
    await documents.send(
      new UpdateCommand({
        ...table(),
        Key: joinTallyKey(accountId, linkVersion, now),
        UpdateExpression: 'ADD requests :one SET #ttl = :ttl',
        ConditionExpression: 'attribute_not_exists(requests) OR requests < :maximum',
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: {
          ':one': 1,
          ':maximum': requestsAnHour,
          ':ttl': seconds(now) + 2 * 3_600,
        },
      }),
    )
  } catch (error) {
    if (!isRefused(error)) throw error
    throw new Problem('too_many_requests', 'Too many people have asked by this link. Try again later.', {
      retryAfter: secondsLeft,
    })
  }
}

/**
 * Keeps the request, unless the same address asked less than ten minutes ago, or its mailbox has refused the mail: then
 * the earlier one stands.
 */
export const keepJoinRequest = async (request: JoinRequest, now: Date): Promise<void> => {
  try {
    await documents.send(
      new PutCommand({
        ...table(),
        Item: {
          ...joinRequestKey(request.accountId, request.userId),
          ...queuedIndex(request),
          type: 'join-request',
          ttl: seconds(new Date(request.expiresAt)) + daysKept * 86_400,
          ...request,
        },
        ConditionExpression:
          'attribute_not_exists(pk) OR (requestedAt <= :before AND NOT mail.#state IN (:bounced, :complained))',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':before': lastMailBefore(now),
          ':bounced': 'bounced',
          ':complained': 'complained',
        },
      }),
    )
  } catch (error) {
    if (!isRefused(error)) throw error
  }
}
