import { getMe } from '../../shared/contract/accounts.ts'
import { ok } from '../http/answers.ts'
import { signedInOperation } from '../http/operation.ts'
import { statusAt } from '../users/user.ts'
import { accessIn, everyMembershipOf, inactiveIn, markSeen } from './memberships.ts'

export const handler = signedInOperation(getMe, {
  async answer({ signIn, now }) {
    const everywhere = await everyMembershipOf(signIn.email)
    const active = everywhere.filter((one) => statusAt(one, now) === 'active')
    const waiting = everywhere.filter((one) => !active.includes(one) && one.status !== 'declined')
    const seen = markSeen(active, now)
    const [accounts, inactive] = await Promise.all([accessIn(active), inactiveIn(waiting, now)])
    await seen
    return ok({ email: signIn.email, accounts, inactive })
  },
})
