/** How many emails a mailbox got within the last hour, from all accounts together. */
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { type MailKind, mailsToMailboxPerHour } from '../../shared/contract/mail.ts'
import { Problem } from '../problem.ts'
import { mailboxKey } from '../table/keys.ts'
import { attempts, waitForTurn } from '../table/optimistic-retry.ts'
import { documents, table } from '../table/table.ts'
import { ttlAfter } from '../table/ttl.ts'
import { isRefused } from '../table/writes.ts'

const hour = 3_600_000

const mailbox = z.object({ turns: z.array(z.object({ at: z.string(), nonce: z.string() })) })

type Mail = { readonly mailboxId: string; readonly kind: MailKind; readonly nonce: string }

/**
 * Takes a turn for the email; the same email keeps the turn that it took before. If there's no turn, returns the time
 * of the next one. Costs a read and a conditional write of an item with the few emails that count.
 */
export const takeMailboxTurn = async (
  { mailboxId, kind, nonce }: Mail,
  now: Date,
  attempt = 1,
): Promise<'taken' | Date> => {
  const Key = mailboxKey(mailboxId, kind)
  const { Item } = await documents.send(new GetCommand({ ...table(), Key, ConsistentRead: true }))
  const found = Item && mailbox.parse(Item).turns
  const since = new Date(now.getTime() - hour).toISOString()
  const turns = (found ?? []).filter(({ at }) => at > since)
  if (turns.some((turn) => turn.nonce === nonce)) return 'taken'
  const [oldest] = turns
  if (oldest && turns.length >= mailsToMailboxPerHour) return new Date(Date.parse(oldest.at) + hour)
  try {
    await documents.send(
      new PutCommand({
        ...table(),
        Item: {
          ...Key,
          type: 'mailbox',
          turns: [...turns, { at: now.toISOString(), nonce }],
          ttl: ttlAfter(now) + (2 * hour) / 1_000,
        },
        ConditionExpression: found ? 'turns = :found' : 'attribute_not_exists(pk)',
        ...(found && { ExpressionAttributeValues: { ':found': found } }),
      }),
    )
    return 'taken'
  } catch (error) {
    if (!isRefused(error)) throw error
  }
  if (attempt === attempts) throw new Problem('unavailable')
  await waitForTurn(attempt)
  return takeMailboxTurn({ mailboxId, kind, nonce }, now, attempt + 1)
}
