/** Mailboxes whose owners want no more emails from this deployment. No address is stored: see `mailboxIdOf`. */
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { blockKey } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'

export const isBlocked = async (mailboxId: string): Promise<boolean> => {
  const { Item } = await documents.send(
    new GetCommand({ ...table(), Key: blockKey(mailboxId), ConsistentRead: true }),
  )
  return Item !== undefined
}

/** Blocks or allows emails to it. Idempotent. */
export const setBlocked = async (mailboxId: string, blocked: boolean, now: Date): Promise<void> => {
  const Key = blockKey(mailboxId)
  const Item = { ...Key, type: 'block', blockedAt: now.toISOString() }
  if (blocked) await documents.send(new PutCommand({ ...table(), Item }))
  else await documents.send(new DeleteCommand({ ...table(), Key }))
}
