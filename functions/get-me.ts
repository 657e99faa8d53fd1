import { getMe } from '../shared/contract/accounts.ts'
import { ok } from '../shared/http/answers.ts'
import { signedInOperation } from '../shared/http/operation.ts'
import { accessIn, markSeen, membershipsOf } from '../shared/store/memberships.ts'

export const handler = signedInOperation(getMe, {
  async answer({ signIn, now }) {
    const memberships = await membershipsOf(signIn.email, now)
    const seen = markSeen(memberships, now)
    const accounts = await Promise.all(memberships.map(accessIn))
    await seen
    return ok({ email: signIn.email, accounts })
  },
})
