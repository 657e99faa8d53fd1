/**
 * Stores with the user what SES reports about their email after it was sent. Counts bounces and complaints against the
 * account, and pauses its emails if there are too many.
 */
import type { EventBridgeEvent } from 'aws-lambda'
import { logInfo } from '../http/log.ts'
import { afterDelivery, type MailEvent, mailEvent, outcomeOf } from './mail-event.ts'
import { keyOfTags, mailTags, markMail } from './stored-mails.ts'
import { countAgainst } from './stored-pause.ts'

export const handler = async ({ detail }: EventBridgeEvent<string, unknown>): Promise<void> => {
  const event = mailEvent.parse(detail)
  const tags = mailTags.safeParse(tagsIn(event))
  const { accountId, userId } = tags.data ?? {}
  const { counts, ...outcome } = outcomeOf(event)
  logInfo({
    operation: 'onMailEvent',
    accountId,
    userId,
    outcome: event.eventType,
    state: outcome.state,
    reason: outcome.reason,
  })
  if (!tags.success) return
  const now = new Date()
  const key = keyOfTags(tags.data)
  const late = (await markMail(key, { ...outcome, now })) ? undefined : afterDelivery(outcome)
  if (late) await markMail(key, { ...late, now })
  if (counts) await countAgainst(counts, tags.data, now)
}

const tagsIn = ({ mail }: MailEvent) =>
  Object.fromEntries(Object.entries(mail.tags).map(([name, [value]]) => [name, value]))
