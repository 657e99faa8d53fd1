/** Up to 100 invitations in one request. Rows succeed or fail independently. */
import { normalizedAddress } from '../../shared/contract/address.ts'
import { type BulkResult, inviteUsers } from '../../shared/contract/pending-users.ts'
import { ok } from '../http/answers.ts'
import { parsedNewUser } from '../http/input.ts'
import { logError } from '../http/log.ts'
import { accountOperation } from '../http/operation.ts'
import { problemOf } from '../http/problem-answer.ts'
import { invite } from './invite.ts'

/** Concurrent writes: few enough for an on-demand table to keep up as it scales. */
const atOnce = 10

type Row = Readonly<Record<string, unknown>>

export const handler = accountOperation(inviteUsers, {
  async answer({ caller, account, body, now, nonce, idempotencyKey }) {
    // Each row has its own key, so that the second of two rows with one address isn't taken for a repeat of the first.
    const keyOf = (index: number) => idempotencyKey && `${idempotencyKey}:${index}`
    const inviteRow = async (row: Row, index: number): Promise<BulkResult> => {
      const email = typeof row.email === 'string' ? row.email.slice(0, 254) : ''
      try {
        const inviting = {
          caller,
          account,
          now,
          nonce: nonce(),
          source: 'bulk',
          idempotencyKey: keyOf(index),
        } as const
        const { user, invitationUrl } = await invite(parsedNewUser(row), inviting)
        return { email: user.email, outcome: 'invited', userId: user.userId, invitationUrl }
      } catch (error) {
        const problem = problemOf(error)
        if (problem !== error) logError(error, { operation: inviteUsers.id })
        const { userId, userStatus, errors } = problem.more
        return {
          email,
          outcome: 'refused',
          code: problem.code,
          userId,
          userStatus,
          errors: errors && [...errors],
        }
      }
    }
    // Of two rows with one address, the first invites, and the second finds it in the account.
    const earlier = new Map<string | undefined, Promise<unknown>>()
    const inTurn = async (row: Row, index: number): Promise<BulkResult> => {
      const address = typeof row.email === 'string' ? normalizedAddress(row.email) : undefined
      const result = Promise.resolve(earlier.get(address)).then(() => inviteRow(row, index))
      earlier.set(address, result)
      return result
    }
    const results: BulkResult[] = []
    // If each takes a seat, they all write one item, and would only conflict.
    const together = account.invitationsTakeSeats ? 1 : atOnce
    for (let start = 0; start < body.users.length; start += together) {
      const rows = body.users.slice(start, start + together)
      results.push(...(await Promise.all(rows.map((row, index) => inTurn(row, start + index)))))
    }
    return ok({ results })
  },
})
