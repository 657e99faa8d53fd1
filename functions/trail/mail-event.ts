/**
 * What the stream says about an invited user's email, and that their invitation was opened: steps of their timeline.
 */
import * as z from 'zod/mini'
import type { UserEvent } from '../../shared/contract/user-events.ts'

const mailed = z.object({
  type: z.literal('user'),
  userId: z.string(),
  mail: z.object({ state: z.string(), at: z.string() }),
  openedAt: z.optional(z.string()),
})
type Mailed = z.output<typeof mailed>

type MailEvent = Pick<UserEvent, 'at' | 'action'> & { readonly userId: string }

const told = {
  held: 'mail.held',
  sent: 'mail.sent',
  delayed: 'mail.delayed',
  returned: 'mail.returned',
  delivered: 'mail.delivered',
  bounced: 'mail.bounced',
  complained: 'mail.complained',
  failed: 'mail.failed',
} as const
const isTold = (state: string): state is keyof typeof told => Object.hasOwn(told, state)

type Image = Readonly<Record<string, unknown>>

/** Undefined if the change concerns something else. */
export const mailEventOf = (old: Image | undefined, now: Image | undefined): MailEvent | undefined => {
  const is = mailed.safeParse(now).data
  if (!is) return undefined
  const was = mailed.safeParse(old).data
  if (is.openedAt !== undefined && is.openedAt !== was?.openedAt)
    return { userId: is.userId, at: is.openedAt, action: 'invitation.opened' }
  return isSameMail(was, is) || !isTold(is.mail.state)
    ? undefined
    : { userId: is.userId, at: is.mail.at, action: told[is.mail.state] }
}

const isSameMail = (was: Mailed | undefined, is: Mailed): boolean =>
  was?.mail.state === is.mail.state && was.mail.at === is.mail.at
