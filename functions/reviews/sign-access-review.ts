import type { ProblemCode } from '../../shared/contract/problems.ts'
import { type AccessReview, type ReviewDecision, signAccessReview } from '../../shared/contract/reviews.ts'
import type { Account } from '../accounts/account.ts'
import { findAccount } from '../accounts/stored-account.ts'
import { created } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { Problem } from '../problem.ts'
import type { Caller } from '../sign-in/caller.ts'
import { findUser } from '../users/stored-users.ts'
import { changedUser, requireMayRemove } from '../users/user-rules.ts'
import { deleteUser, updateUser } from '../users/write-user.ts'
import { findRepeated, keepReview } from './stored-reviews.ts'

type Deciding = { readonly account: Account; readonly caller: Caller; readonly now: Date }

export const handler = accountOperation(signAccessReview, {
  async answer({ caller, account, body, now, nonce, idempotencyKey }) {
    const before = await findRepeated(account.accountId, caller.actor, idempotencyKey)
    if (before) return answerOf(account, before)
    const decisions: AccessReview['decisions'] = []
    // One after the other: each may change what the next one rests on, such as the last administrator.
    for (const one of body.decisions) decisions.push(await decide(one, { account, caller, now }))
    const review: AccessReview = {
      reviewId: `${now.toISOString()}#${nonce()}`,
      signedAt: now.toISOString(),
      signedBy: caller.actor,
      decisions,
    }
    await keepReview(account.accountId, review, idempotencyKey)
    return answerOf(account, review)
  },
})

const answerOf = ({ accountId }: Account, review: AccessReview) =>
  created(review, `/v1/accounts/${accountId}/access-reviews`)

const decide = async (
  { userId, decision, reason }: ReviewDecision,
  deciding: Deciding,
): Promise<AccessReview['decisions'][number]> => {
  const decided = { userId, decision, reason }
  try {
    await carryOut(userId, decision, deciding)
    return { ...decided, outcome: 'done' }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const code: ProblemCode = error.code
    return { ...decided, outcome: 'refused', code }
  }
}

/** Under the same rules as when an administrator does it to one user. 404 for somebody who is gone. */
const carryOut = async (
  userId: string,
  decision: ReviewDecision['decision'],
  { account: { accountId }, caller, now }: Deciding,
): Promise<void> => {
  const [account, user] = await Promise.all([findAccount(accountId), findUser(accountId, userId)])
  if (!account) throw new Problem('account_not_found')
  if (!user) throw new Problem('user_not_found')
  const by = { by: caller.actor, now }
  if (decision === 'remove')
    await deleteUser({ account, user }, (place) => requireMayRemove({ ...place, caller }), by)
  if (decision === 'suspend')
    await updateUser({ account, user }, (place) =>
      changedUser({ status: 'suspended' }, { ...place, caller, now }),
    )
}
