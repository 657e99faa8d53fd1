/** Keeping that somebody asked for a new invitation, for a day. */
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { queuedIndex } from '../mail/overdue-mails.ts'
import { reminderKey } from '../table/keys.ts'
import { documents, isRefused, table } from '../table/table.ts'
import { lastReminderBefore, type Reminder } from './reminder.ts'

/** Days that it stays: long enough for the sweeper of mails, which gives up after two and a half. */
const daysKept = 4

/** Keeps it with its mail queued, unless they asked less than a day ago. */
export const keepReminder = async (reminder: Reminder, now: Date): Promise<void> => {
  const { accountId, userId, mail } = reminder
  try {
    await documents.send(
      new PutCommand({
        ...table(),
        Item: {
          ...reminderKey(accountId, userId),
          ...queuedIndex({ userId: userId ?? accountId, mail }),
          type: 'reminder',
          ttl: Math.floor(now.getTime() / 1_000) + daysKept * 86_400,
          ...reminder,
        },
        ConditionExpression: 'attribute_not_exists(pk) OR requestedAt <= :before',
        ExpressionAttributeValues: { ':before': lastReminderBefore(now) },
      }),
    )
  } catch (error) {
    if (!isRefused(error)) throw error
  }
}
