/** Exchanges the code in an invitation's email for its token, for people whose link lost everything after the `#`. */
import { findInvitation } from '../../shared/contract/invitations.ts'
import { ok } from '../http/answers.ts'
import { publicOperation } from '../http/operation.ts'
import { findJoinRequest } from '../join-requests/join-requests.ts'
import { invitationsOf } from '../people/memberships.ts'
import { Problem } from '../problem.ts'
import { batchesOf } from '../table/batches.ts'
import { countWithin, secondsLeft } from '../table/tallies.ts'
import { findUser } from '../users/stored-users.ts'
import { codeLimits } from './join-limits.ts'
import { ownInvitation } from './redeem.ts'
import { isCodeOf, tokenText } from './signing-keys.ts'
import type { JoinToken, PersonalToken } from './token.ts'

/** Invitations of one address that are read at once. */
const atOnce = 20

/** Looked up if there's nothing else, so that the response time reveals nothing about an address. */
const nobody = { kind: 'user', accountId: 'acc_nobody', userId: 'usr_nobody' } as const

export const handler = publicOperation(findInvitation, {
  async answer({ body: { email, code }, now, source }) {
    // Counted before anything is looked up, so that concurrent guesses can't exceed the limit.
    for (const limit of codeLimits(email, source()))
      if (!(await countWithin(limit, now)))
        throw new Problem('too_many_requests', undefined, { retryAfter: secondsLeft(limit, now) })
    const found = await invitationsOf(email)
    for (const batch of batchesOf(found.length === 0 ? [nobody] : found, atOnce)) {
      const tokens = (await Promise.all(batch.map(tokenOf))).filter((token) => token !== undefined)
      for (const token of tokens)
        if (await isCodeOf(code, token, now)) return ok({ token: await tokenText(token, now) })
    }
    throw new Problem('unknown_code')
  },
})

type Place = Awaited<ReturnType<typeof invitationsOf>>[number]

const tokenOf = async ({
  kind,
  accountId,
  userId,
}: Place): Promise<PersonalToken | JoinToken | undefined> => {
  if (kind === 'user') {
    const user = await findUser(accountId, userId)
    return user && ownInvitation(user)
  }
  const request = await findJoinRequest(accountId, userId)
  return request && { kind: 'join', accountId, userId, nonce: request.nonce }
}
