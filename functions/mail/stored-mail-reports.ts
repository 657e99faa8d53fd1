/** Marks that a bounce or a complaint about an email was counted, because SES delivers events at least once. */
import { daysCounted } from '../../shared/contract/mail.ts'
import { absent } from '../table/expressions.ts'
import { mailReportKey } from '../table/keys.ts'
import { ttlAfter } from '../table/ttl.ts'
import { putOf, type WriteItem } from '../table/writes.ts'

/** Refused if the mark exists. Complaints can come weeks later, so the mark is kept for longer than its day counts. */
export const mailReport = (
  kind: 'bounces' | 'complaints',
  { accountId, nonce }: { readonly accountId: string; readonly nonce: string },
  now: Date,
): WriteItem =>
  putOf(
    {
      ...mailReportKey(accountId, kind, nonce),
      type: 'mail-report',
      ttl: ttlAfter(now, 5 * daysCounted),
    },
    absent('pk'),
  )
