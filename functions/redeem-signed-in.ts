import { redeemSignedIn } from '../shared/contract/invitations.ts'
import { ok } from '../shared/http/answers.ts'
import { joined } from '../shared/http/joined.ts'
import { signedInOperation } from '../shared/http/operation.ts'
import { Problem } from '../shared/model/problem.ts'
import { nameOf } from '../shared/model/redemption.ts'
import { userIdOf } from '../shared/model/users.ts'
import { joinByLink, redeem } from '../shared/store/redemptions.ts'
import { readToken } from '../shared/store/signing-keys.ts'

export const handler = signedInOperation(redeemSignedIn, {
  async answer({ signIn, body, now, nonce, random }) {
    const token = await readToken(body.token, now)
    if (token.kind === 'link') {
      const name = body.name ?? nameOf(signIn)
      const person = { email: signIn.email, name, phone: body.phone }
      return ok(joined(await joinByLink(token, person, { now, random, nonce: nonce() })))
    }
    if (token.userId !== userIdOf(token.accountId, signIn.email))
      throw new Problem('signed_in_as_another', 'You are signed in with another address than the invited one')
    return ok(joined(await redeem(token, { now, random })))
  },
})
