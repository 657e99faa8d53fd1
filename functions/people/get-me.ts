import { getMe } from '../../shared/contract/accounts.ts'
import { ok } from '../http/answers.ts'
import { signedInOperation } from '../http/operation.ts'
import { accessIn, markSeen, membershipsOf } from './memberships.ts'

export const handler = signedInOperation(getMe, {
  async answer({ signIn, now }) {
    const memberships = await membershipsOf(signIn.email, now)
    const seen = markSeen(memberships, now)
    const accounts = await Promise.all(memberships.map(accessIn))
    await seen
    return ok({ email: signIn.email, accounts: accounts.filter((one) => one !== undefined) })
  },
})
