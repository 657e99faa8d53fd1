/** Word to administrators that the proof of a domain is lost. */
import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { mailState } from '../../shared/contract/mail.ts'
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
  const parts = ['domain', accountId, domain, updatedAt]
  const noticeId = createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 22)
  return { accountId, noticeId, domain, nonce: noticeId, mail: { state: 'queued', at: updatedAt } }
}
