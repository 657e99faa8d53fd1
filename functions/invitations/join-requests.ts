/** Requests to join by the invite link, which wait for their mail to be answered. */
import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { queuedIndex } from '../mail/overdue-mails.ts'
import { joinRequestKey, otherAddressIndexKey } from '../table/keys.ts'
import { assigned, documents, isRefused, table } from '../table/table.ts'
import { type JoinRequest, joinRequest } from '../users/user.ts'

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

/**
 * Keeps the request, with its mail queued. While an earlier one of the same link waits, its mails stay good and another goes
 * out; a mailbox that has refused gets none.
 */
export const keepJoinRequest = async (request: JoinRequest): Promise<void> => {
  if (!(await isRefusedOr(putRequest(request)))) return
  await isRefusedOr(renewRequest(request))
}

/** Whether the write was refused by its condition. */
const isRefusedOr = async (writing: Promise<unknown>): Promise<boolean> => {
  try {
    await writing
    return false
  } catch (error) {
    if (isRefused(error)) return true
    throw error
  }
}

const refusedByMailbox = { ':bounced': 'bounced', ':complained': 'complained' }

const ttlOf = ({ expiresAt }: JoinRequest): number => seconds(new Date(expiresAt)) + daysKept * 86_400

/** Where there is none, or one that has expired or is of a link that has been replaced. */
const putRequest = (request: JoinRequest) => {
  const key = joinRequestKey(request.accountId, request.userId)
  return documents.send(
    new PutCommand({
      ...table(),
      Item: {
        ...key,
        ...otherAddressIndexKey(key, request.email),
        ...queuedIndex(request),
        type: 'join-request',
        ttl: ttlOf(request),
        mails: 1,
        ...request,
      },
      ConditionExpression:
        'attribute_not_exists(pk) OR ((linkVersion <> :version OR expiresAt <= :now) AND NOT mail.#state IN (:bounced, :complained))',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: {
        ':version': request.linkVersion,
        ':now': request.requestedAt,
        ...refusedByMailbox,
      },
    }),
  )
}

/** The nonce stays, so that whichever of the mails is opened is good. One that has not gone out yet is enough. */
const renewRequest = (request: JoinRequest) => {
  const { accountId, userId, linkVersion, requestedAt, mail } = request
  const { UpdateExpression, ...assignment } = assigned({ requestedAt, mail, ...queuedIndex(request) })
  return documents.send(
    new UpdateCommand({
      ...table(),
      Key: joinRequestKey(accountId, userId),
      UpdateExpression: `${UpdateExpression} ADD mails :one`,
      ConditionExpression:
        'linkVersion = :version AND expiresAt > :now AND mails < :most AND NOT #mail.#state IN (:queued, :bounced, :complained)',
      ExpressionAttributeNames: { ...assignment.ExpressionAttributeNames, '#state': 'state' },
      ExpressionAttributeValues: {
        ...assignment.ExpressionAttributeValues,
        ':version': linkVersion,
        ':now': requestedAt,
        ':one': 1,
        ':most': mailsOfRequest,
        ':queued': 'queued',
        ...refusedByMailbox,
      },
    }),
  )
}
