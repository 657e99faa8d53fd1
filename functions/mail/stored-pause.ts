/**
 * Counts bounces and complaints against an account, and pauses its emails. The trail, the bus and a metric report a
 * pause.
 */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { PauseReason } from '../../shared/contract/mail.ts'
import { accountKey } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'
import { isRefused } from '../table/writes.ts'
import { reasonToPause } from './allowance.ts'
import { countReport, tallyOf } from './stored-mail-days.ts'

/** Whom the trail names when Usher acts by itself. */
const usher = 'usher'

type Mail = { readonly accountId: string; readonly nonce: string }

/** Counts it once, even if it's reported repeatedly, and pauses the account's emails if there are too many. */
export const countAgainst = async (
  kind: 'bounces' | 'complaints',
  { accountId, nonce }: Mail,
  now: Date,
): Promise<void> => {
  await countReport(kind, { accountId, nonce }, now)
  // Checked even if it was counted before, because the instance that counted it may have died before it checked.
  const reason = reasonToPause(await tallyOf(accountId, now))
  if (reason) await pauseMails(accountId, { reason, by: usher, now })
}

type Pause = { readonly reason: PauseReason; readonly by: string; readonly now: Date }

/** Does nothing if the account's emails are already paused, or the account doesn't exist. */
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
