/**
 * When a user needs an administrator's attention: their invitation failed, expired or was declined, or their access has
 * ended.
 */
import * as z from 'zod/mini'
import { needsCare as mailNeedsCare } from '../../shared/contract/mail.ts'
import { type UserRecord, userRecord } from './user.ts'

const cared = z.pick(userRecord, {
  status: true,
  expiresAt: true,
  accessUntil: true,
  declinedAt: true,
  mail: true,
})
type Cared = z.output<typeof cared>

/** The time from which on they do, if nothing changes: past or future. Undefined if there's no such time. */
export const careSince = ({
  status,
  expiresAt,
  accessUntil,
  declinedAt,
  mail,
}: Cared): string | undefined => {
  if (status === 'active') return accessUntil
  if (status === 'declined') return declinedAt
  if (status !== 'invited') return undefined
  return mailNeedsCare(mail) ? mail.at : expiresAt
}

/** The same for an item from the stream; undefined for an item that isn't a user, and for a removed user. */
export const careOfImage = (image: Readonly<Record<string, unknown>> | undefined): string | undefined => {
  const user = image?.type === 'user' ? cared.safeParse(image).data : undefined
  return user && careSince(user)
}

export const needsCare = (user: UserRecord, now: Date): boolean => {
  const since = careSince(user)
  return since !== undefined && since <= now.toISOString()
}
