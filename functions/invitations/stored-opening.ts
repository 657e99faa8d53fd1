/** Notes that an invitation was opened. */
import { setTimeout } from 'node:timers/promises'
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { userKey } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'
import type { UserRecord } from '../users/user.ts'

/** Milliseconds that a person who opens it waits for the note. */
const longestWait = 500

/** Once for each invitation, and only while it is pending. Never throws: a note isn't worth a refusal. */
export const markOpened = async (user: UserRecord, now: Date): Promise<void> => {
  if (user.openedAt !== undefined || user.status !== 'invited') return
  const note = documents.send(
    new UpdateCommand({
      ...table(),
      Key: userKey(user.accountId, user.userId),
      UpdateExpression: 'SET openedAt = :now',
      ConditionExpression: '#status = :invited AND nonce = :nonce AND attribute_not_exists(openedAt)',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':now': now.toISOString(),
        ':invited': 'invited',
        ':nonce': user.nonce,
      },
    }),
  )
  await Promise.race([Promise.allSettled([note]), setTimeout(longestWait, undefined, { ref: false })])
}
