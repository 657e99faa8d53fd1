/**
 * Word that somebody has joined: to whoever invited them, or to the administrators where they came by the invite link or
 * their domain.
 */
import * as z from 'zod/mini'
import { mailState } from '../../shared/contract/mail.ts'
import { digestOf } from '../digest.ts'

export const joinNotice = z.object({
  accountId: z.string(),
  noticeId: z.string(),
  about: z.enum(['inviteeJoined', 'linkJoined', 'domainJoined']),
  /** Who joined, and who is told. */
  userId: z.string(),
  readerId: z.string(),
  nonce: z.string(),
  mail: mailState,
})
export type JoinNotice = z.output<typeof joinNotice>

const joining = z.object({
  type: z.literal('user'),
  accountId: z.string(),
  userId: z.string(),
  status: z.literal('active'),
  source: z.string(),
  invitedBy: z.optional(z.string()),
  acceptedAt: z.string(),
  nonce: z.string(),
})
export type JoinedUser = z.output<typeof joining>

type Image = Readonly<Record<string, unknown>>

/** The user whom a change of the table shows to have joined just now; undefined for any other change. */
export const joinedIn = (was: Image | undefined, is: Image | undefined): JoinedUser | undefined => {
  if (was?.acceptedAt !== undefined && was.acceptedAt === is?.acceptedAt) return undefined
  return joining.safeParse(is).data
}

/** Whoever is told of it, or `administrators`; undefined where nobody is, as for whom an operator invited. */
export const readerOf = ({ source, invitedBy }: JoinedUser): string | 'administrators' | undefined =>
  source === 'link' || source === 'domain' ? 'administrators' : invitedBy

/** The notice, the same one however often the change is told. */
export const noticeOfJoining = (user: JoinedUser, readerId: string): JoinNotice => {
  const { accountId, userId, source, acceptedAt, nonce } = user
  const parts = [accountId, userId, nonce, acceptedAt, readerId]
  const noticeId = digestOf(...parts)
  return {
    accountId,
    noticeId,
    about: source === 'link' ? 'linkJoined' : source === 'domain' ? 'domainJoined' : 'inviteeJoined',
    userId,
    readerId,
    nonce: noticeId,
    mail: { state: 'queued', at: acceptedAt },
  }
}
