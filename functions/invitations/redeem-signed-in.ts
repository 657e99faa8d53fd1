import { redeemSignedIn } from '../../shared/contract/invitations.ts'
import { nameFromSignIn } from '../../shared/contract/person-name.ts'
import { redeemed } from '../http/joined.ts'
import { signedInOperation } from '../http/operation.ts'
import { Problem } from '../problem.ts'
import { userIdOf } from '../users/user.ts'
import { joinByLink, redeem } from './redeem.ts'
import { readToken } from './signing-keys.ts'

export const handler = signedInOperation(redeemSignedIn, {
  async answer({ signIn, body, now, nonce }) {
    const token = await readToken(body.token, now)
    if (token.kind === 'link') {
      const name = body.name ?? nameFromSignIn(signIn)
      const person = { email: signIn.email, name, phone: body.phone }
      return redeemed(await joinByLink(token, person, { now, nonce: nonce() }))
    }
    if (token.userId !== userIdOf(token.accountId, signIn.email))
      throw new Problem('signed_in_as_another', 'You are signed in with another address than the invited one')
    const said = { name: body.name ?? nameFromSignIn(signIn), phone: body.phone }
    return redeemed(await redeem(token, { now, said }))
  },
})
