/** Remembers for a day that somebody asked for a new invitation. */
import { queuedIndex } from '../mail/overdue-mails.ts'
import { absent, anyOf, atMost } from '../table/expressions.ts'
import { reminderKey } from '../table/keys.ts'
import { ttlAfter } from '../table/ttl.ts'
import { putOf, tryWrite } from '../table/writes.ts'
import { lastReminderBefore, type Reminder } from './reminder.ts'

/** Days that it's stored: long enough for the mail sweeper, which gives up after two and a half. */
const daysKept = 4

/** Stores it with its email queued, unless they asked less than a day ago. */
export const keepReminder = async (reminder: Reminder, now: Date): Promise<void> => {
  const { accountId, userId, mail } = reminder
  const item = {
    ...reminderKey(accountId, userId),
    ...queuedIndex({ userId: userId ?? accountId, mail }),
    type: 'reminder',
    ttl: ttlAfter(now, daysKept),
    ...reminder,
  }
  await tryWrite(putOf(item, anyOf(absent('pk'), atMost('requestedAt', lastReminderBefore(now)))))
}
