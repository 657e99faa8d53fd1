import { redeemInvitation } from '../../shared/contract/invitations.ts'
import { findAccount } from '../accounts/stored-account.ts'
import { accepted, ok } from '../http/answers.ts'
import { joined } from '../http/joined.ts'
import { publicOperation } from '../http/operation.ts'
import { endOfLink, joinRequestOf } from './invitation.ts'
import { requireLink } from './invite-link.ts'
import { countJoinRequest, keepJoinRequest } from './join-requests.ts'
import { accountOrRevoked, redeem } from './redeem.ts'
import { requirePerson } from './redemption.ts'
import { readToken } from './signing-keys.ts'

export const handler = publicOperation(redeemInvitation, {
  async answer({ body, now, nonce }) {
    const token = await readToken(body.token, now)
    if (token.kind !== 'link') return ok(joined(await redeem(token, { now })))
    const person = requirePerson(body)
    // Whether the address is a user shows neither in the answer nor in its time: the mail alone tells.
    const [found] = await Promise.all([findAccount(token.accountId), countJoinRequest(token, now)])
    const account = accountOrRevoked(found)
    requireLink(account, { ...token, email: person.email, now })
    await keepJoinRequest(joinRequestOf(account, { ...person, ...endOfLink(token) }, nonce(), now), now)
    return accepted({ status: 'confirmation_sent' })
  },
})
