/**
 * Notifies an account's administrators that people wait for them: at once for the first, and then at most once a day.
 */
import { GetCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { mailState } from '../../shared/contract/mail.ts'
import { queuedIndex } from '../mail/overdue-mails.ts'
import { absent, equals } from '../table/expressions.ts'
import { digestKey, queuedIndexKey } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'
import { ttlAfter } from '../table/ttl.ts'
import { putOf, tryWrite } from '../table/writes.ts'

export const requestDigest = z.object({
  accountId: z.string(),
  nonce: z.string(),
  /** When the email is sent. */
  dueAt: z.string(),
  mail: mailState,
})
export type RequestDigest = z.output<typeof requestDigest>

const day = 24 * 3_600_000
/** Days that it's stored: long enough for the mail sweeper, which gives up after two and a half. */
const daysKept = 5

/**
 * Queues the email, or holds it until a day after the last; it says how many people wait when it's sent. Does nothing
 * if one is already queued or held. A writer that loses a race leaves it to the winner.
 */
export const keepDigest = async (
  accountId: string,
  { nonce, now }: { readonly nonce: string; readonly now: Date },
): Promise<void> => {
  const key = digestKey(accountId)
  const { Item } = await documents.send(new GetCommand({ ...table(), Key: key, ConsistentRead: true }))
  const before = Item && requestDigest.parse(Item)
  if (before && unsent.includes(before.mail.state)) return
  const due = new Date(Math.max(now.getTime(), before ? Date.parse(before.dueAt) + day : 0))
  const mail = { state: due > now ? 'held' : 'queued', at: now.toISOString() } as const
  const index =
    mail.state === 'held'
      ? queuedIndexKey(accountId, due.toISOString())
      : queuedIndex({ userId: accountId, mail })
  const item = {
    ...key,
    ...index,
    type: 'request-digest',
    ttl: ttlAfter(due, daysKept),
    accountId,
    nonce,
    dueAt: due.toISOString(),
    mail,
  }
  await tryWrite(putOf(item, before ? equals('nonce', before.nonce) : absent('pk')))
}

const unsent: readonly string[] = ['queued', 'held']
