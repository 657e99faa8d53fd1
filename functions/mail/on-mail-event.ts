/** Writes to the user what SES says of their mail after it was sent: delivered, bounced, marked as spam, rejected. */
import type { EventBridgeEvent } from 'aws-lambda'
import * as z from 'zod/mini'
import { logInfo } from '../http/log.ts'
import { keyOfTags, mailTags, markMail } from './stored-mails.ts'

const said = z.object({
  eventType: z.enum(['Delivery', 'Bounce', 'Complaint', 'Reject']),
  mail: z.object({ tags: z.record(z.string(), z.array(z.string())) }),
  bounce: z.optional(
    z.object({ bouncedRecipients: z.array(z.object({ diagnosticCode: z.optional(z.string()) })) }),
  ),
})

/** Events come in any order: a bounce may follow a delivery, and nothing undoes what a person said. */
const marks = {
  Delivery: { state: 'delivered', after: ['queued', 'sent'] },
  Bounce: { state: 'bounced', after: ['queued', 'sent', 'delivered'] },
  Complaint: { state: 'complained', after: ['queued', 'sent', 'delivered', 'bounced'] },
  Reject: { state: 'failed', after: ['queued', 'sent'] },
} as const

/** Characters of what a mailbox said, which may be anything. */
const longestDetail = 200

export const handler = async ({ detail }: EventBridgeEvent<string, unknown>): Promise<void> => {
  const { eventType, mail, bounce } = said.parse(detail)
  const tags = mailTags.safeParse(
    Object.fromEntries(Object.entries(mail.tags).map(([name, [value]]) => [name, value])),
  )
  const { accountId, userId } = tags.data ?? {}
  logInfo({ operation: 'onMailEvent', accountId, userId, outcome: eventType })
  if (!tags.success) return
  const code = bounce?.bouncedRecipients[0]?.diagnosticCode?.slice(0, longestDetail)
  await markMail(keyOfTags(tags.data), { ...marks[eventType], now: new Date(), detail: code })
}
