import { joinByDomain } from '../../shared/contract/domains.ts'
import { nameFromSignIn } from '../../shared/contract/person-name.ts'
import { redeemed } from '../http/joined.ts'
import { signedInOperation } from '../http/operation.ts'
import { joinOrAsk } from './stored-joining.ts'

export const handler = signedInOperation(joinByDomain, {
  async answer({ signIn, body, now, nonce }) {
    const person = { email: signIn.email, name: body.name ?? nameFromSignIn(signIn), phone: body.phone }
    return redeemed(await joinOrAsk(body.accountId, person, { now, nonce: nonce() }))
  },
})
