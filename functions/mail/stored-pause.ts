/** Counting bounces and complaints against an account, and pausing its mails: told by the trail, the bus, and a metric. */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { PauseReason } from '../../shared/contract/mail.ts'
import { accountKey } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'
import { isRefused } from '../table/writes.ts'
import { reasonToPause } from './allowance.ts'
import { countReport, tallyOf } from './stored-mail-days.ts'

/** Who the trail says it was when Usher does something by itself. */
const usher = 'usher'

type Mail = { readonly accountId: string; readonly nonce: string }

/** Counts it, once however often it is told, and pauses the account's mails where that makes too many. */
export const countAgainst = async (
  kind: 'bounces' | 'complaints',
  { accountId, nonce }: Mail,
  now: Date,
): Promise<void> => {
  await countReport(kind, { accountId, nonce }, now)
  // Also where it was counted before: the instance that did may have died before it looked.
  const reason = reasonToPause(await tallyOf(accountId, now))
  if (reason) await pauseMails(accountId, { reason, by: usher, now })
}

type Pause = { readonly reason: PauseReason; readonly by: string; readonly now: Date }

/** Nothing where the account's mails are paused already, or there is no such account. */
const pauseMails = async (accountId: string, { reason, by, now }: Pause): Promise<void> => {
  try {
    await documents.send(
      new UpdateCommand({
        ...table(),
        Key: accountKey(accountId),
        UpdateExpression: 'SET mailsPaused = :paused, updatedAt = :now, updatedBy = :by',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(mailsPaused)',
        ExpressionAttributeValues: {
          ':paused': { reason, since: now.toISOString() },
          ':now': now.toISOString(),
          ':by': by,
        },
      }),
    )
  } catch (error) {
    if (!isRefused(error)) throw error
  }
}
