/**
 * Word that somebody has joined: to whoever invited them, or to the administrators where they came by the invite link or
 * their domain. And word to whoever invited somebody that they declined.
 */
import * as z from 'zod/mini'
import { mailState } from '../../shared/contract/mail.ts'
import { digestOf } from '../digest.ts'

export const joinNotice = z.object({
  accountId: z.string(),
  noticeId: z.string(),
  about: z.enum(['inviteeJoined', 'inviteeDeclined', 'linkJoined', 'domainJoined']),
  /** Who joined or declined, and who is told. */
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

const declining = z.object({
  type: z.literal('user'),
  accountId: z.string(),
  userId: z.string(),
  status: z.literal('declined'),
  invitedBy: z.optional(z.string()),
  declinedAt: z.string(),
  nonce: z.string(),
})
export type DeclinedUser = z.output<typeof declining>

type Image = Readonly<Record<string, unknown>>

/** The user whom a change of the table shows to have joined just now; undefined for any other change. */
export const joinedIn = (was: Image | undefined, is: Image | undefined): JoinedUser | undefined => {
  if (was?.acceptedAt !== undefined && was.acceptedAt === is?.acceptedAt) return undefined
  return joining.safeParse(is).data
}

/** The user whom a change of the table shows to have declined just now; undefined for any other change. */
export const declinedIn = (was: Image | undefined, is: Image | undefined): DeclinedUser | undefined =>
  was?.declinedAt !== undefined && was.declinedAt === is?.declinedAt
    ? undefined
    : declining.safeParse(is).data

/** Whoever is told of it, or `administrators`; undefined where nobody is, as for whom an operator invited. */
export const readerOf = ({ source, invitedBy }: JoinedUser): string | 'administrators' | undefined =>
  source === 'link' || source === 'domain' ? 'administrators' : invitedBy

type News = Pick<JoinNotice, 'accountId' | 'userId' | 'nonce' | 'about'> & { readonly at: string }

/** The notice, the same one however often the change is told. */
const noticeOf = ({ accountId, userId, nonce, about, at }: News, readerId: string): JoinNotice => {
  const noticeId = digestOf(accountId, userId, nonce, at, readerId)
  const mail = { state: 'queued', at } as const
  return { accountId, noticeId, about, userId, readerId, nonce: noticeId, mail }
}

export const noticeOfJoining = (user: JoinedUser, readerId: string): JoinNotice => {
  const { source, acceptedAt: at } = user
  const about = source === 'link' ? 'linkJoined' : source === 'domain' ? 'domainJoined' : 'inviteeJoined'
  return noticeOf({ ...user, about, at }, readerId)
}

export const noticeOfDeclining = (user: DeclinedUser, readerId: string): JoinNotice =>
  noticeOf({ ...user, about: 'inviteeDeclined', at: user.declinedAt }, readerId)
