import { redeemInvitation } from '../shared/contract/invitations.ts'
import { accepted, ok } from '../shared/http/answers.ts'
import { joined } from '../shared/http/joined.ts'
import { publicOperation } from '../shared/http/operation.ts'
import { joinRequestOf } from '../shared/model/invitations.ts'
import { requireLink } from '../shared/model/invite-link.ts'
import { requirePerson } from '../shared/model/redemption.ts'
import { findAccount } from '../shared/store/accounts.ts'
import { countJoinRequest, keepJoinRequest } from '../shared/store/join-requests.ts'
import { redeem, required } from '../shared/store/redemptions.ts'
import { readToken } from '../shared/store/signing-keys.ts'

export const handler = publicOperation(redeemInvitation, {
  async answer({ body, now, nonce, random }) {
    const token = await readToken(body.token, now)
    if (token.kind !== 'link') return ok(joined(await redeem(token, { now, random })))
    const person = requirePerson(body)
    // Whether the address is a user shows neither in the answer nor in its time: the mail alone tells.
    const [found] = await Promise.all([findAccount(token.accountId), countJoinRequest(token, now)])
    const account = required(found)
    requireLink(account, { linkVersion: token.linkVersion, email: person.email, now })
    await keepJoinRequest(joinRequestOf(account, person, nonce(), now), now)
    return accepted({ status: 'confirmation_sent' })
  },
})
