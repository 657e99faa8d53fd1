/** Keeps notices with their mail queued: the stream carries them on as it does every mail. */
import { findAccount } from '../accounts/stored-account.ts'
import { absent } from '../table/expressions.ts'
import { noticeKey } from '../table/keys.ts'
import { ttlAfter } from '../table/ttl.ts'
import { putOf, tryWrite } from '../table/writes.ts'
import {
  type DeclinedUser,
  type JoinedUser,
  type JoinNotice,
  noticeOfDeclining,
  noticeOfJoining,
  readerOf,
} from './join-notice.ts'
import { queuedIndex } from './overdue-mails.ts'

/** Days that it stays: longer than the stream tells a change again, and the sweeper of mails tries. */
const daysKept = 4

/** Whoever has joined is told to those who are to know, once however often this is called. */
export const keepJoinNotices = async (user: JoinedUser): Promise<void> => {
  const reader = readerOf(user)
  if (reader === undefined) return
  const readers = reader === 'administrators' ? await administratorsOf(user.accountId) : [reader]
  const notices = readers.filter((one) => one !== user.userId).map((one) => noticeOfJoining(user, one))
  await Promise.all(notices.map(keep))
}

/** Tells whoever invited them, once however often this is called; nobody where that was an operator. */
export const keepDeclineNotice = async (user: DeclinedUser): Promise<void> => {
  if (user.invitedBy !== undefined) await keep(noticeOfDeclining(user, user.invitedBy))
}

const administratorsOf = async (accountId: string): Promise<readonly string[]> => [
  ...((await findAccount(accountId))?.admins ?? []),
]

const keep = async (notice: JoinNotice): Promise<void> => {
  const item = {
    ...noticeKey(notice.accountId, notice.noticeId),
    ...queuedIndex({ userId: notice.noticeId, mail: notice.mail }),
    type: 'notice',
    ttl: ttlAfter(notice.mail.at, daysKept),
    ...notice,
  }
  await tryWrite(putOf(item, absent('pk')))
}
