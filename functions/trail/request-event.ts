/**
 * What the trail says about somebody who asks to join, as a step of their timeline. That they were let in is recorded
 * for the user.
 */
import * as z from 'zod/mini'
import type { AuditEvent } from '../../shared/contract/audit.ts'

const waiting = z.object({
  type: z.literal('waiting'),
  userId: z.string(),
  nonce: z.string(),
  state: z.enum(['requested', 'declined']),
  updatedAt: z.string(),
  updatedBy: z.string(),
})

type Image = Readonly<Record<string, unknown>>

/** Undefined if the change concerns something else. */
export const requestEventOf = (
  old: Image | undefined,
  now: Image | undefined,
): Omit<AuditEvent, 'eventId'> | undefined => {
  const is = waiting.safeParse(now).data
  if (!is) return undefined
  const was = waiting.safeParse(old).data
  if (was?.state === is.state && was.nonce === is.nonce) return undefined
  return {
    at: is.updatedAt,
    action: is.state === 'declined' ? 'user.request_declined' : 'user.requested',
    actor: is.updatedBy,
    subject: { kind: 'user', id: is.userId },
    before: {},
    after: {},
    personal: [],
  }
}
