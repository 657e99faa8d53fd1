import { queuedIndex } from '../mail/overdue-mails.ts'
import { noticeKey } from '../table/keys.ts'
import { ttlAfter } from '../table/ttl.ts'
import { putOf, type WriteItem } from '../table/writes.ts'
import type { DomainRecord } from './domain.ts'
import { noticeOfLoss } from './lost-notice.ts'

/** Days that it's stored: long enough for the mail sweeper, which gives up after two and a half. */
const daysKept = 4

/** The order to send the email, written together with the loss. */
export const lostNotice = (domain: DomainRecord, now: Date): WriteItem => {
  const notice = noticeOfLoss(domain)
  const { accountId, noticeId, mail } = notice
  return putOf({
    ...noticeKey(accountId, noticeId),
    ...queuedIndex({ userId: noticeId, mail }),
    type: 'domain-notice',
    ttl: ttlAfter(now, daysKept),
    ...notice,
  })
}
