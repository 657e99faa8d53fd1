/** Word to administrators that the proof of a domain is lost. */
import * as z from 'zod/mini'
import { mailState } from '../../shared/contract/mail.ts'
import { digestOf } from '../digest.ts'
import type { DomainRecord } from './domain.ts'

export const domainNotice = z.object({
  accountId: z.string(),
  noticeId: z.string(),
  domain: z.string(),
  nonce: z.string(),
  mail: mailState,
})
export type DomainNotice = z.output<typeof domainNotice>

export const noticeOfLoss = ({ accountId, domain, updatedAt }: DomainRecord): DomainNotice => {
  const noticeId = digestOf('domain', accountId, domain, updatedAt)
  return { accountId, noticeId, domain, nonce: noticeId, mail: { state: 'queued', at: updatedAt } }
}
