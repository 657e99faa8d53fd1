import { redeemInvitation } from '../../shared/contract/invitations.ts'
import { accepted } from '../http/answers.ts'
import { redeemed } from '../http/joined.ts'
import { publicOperation } from '../http/operation.ts'
import { requireLink } from '../invite-links/invite-link.ts'
import { keepJoinRequest } from '../join-requests/join-requests.ts'
import { Problem } from '../problem.ts'
import { countWithin, secondsLeft } from '../table/tallies.ts'
import { joinRequestOf } from './invitation.ts'
import { addressLimit, linkLimit } from './join-limits.ts'
import { findLinkAccount, redeem } from './redeem.ts'
import { requireAddress } from './redemption.ts'
import { readToken } from './signing-keys.ts'

export const handler = publicOperation(redeemInvitation, {
  async answer({ body, now, nonce, source }) {
    const token = await readToken(body.token, now)
    const said = { name: body.name, phone: body.phone }
    if (token.kind !== 'link') return redeemed(await redeem(token, { now, said }))
    const { accountId, accessUntil } = token
    const email = requireAddress(body.email)
    const limit = linkLimit(token, source())
    // Neither the answer nor its timing reveals whether the address is a user; only the email does.
    const [{ account, giver }, mayAsk, isFirst] = await Promise.all([
      findLinkAccount(token),
      countWithin(limit, now),
      countWithin(addressLimit(accountId, email, source()), now),
    ])
    if (!mayAsk)
      throw new Problem('too_many_requests', 'Too many requests by this link. Try again later.', {
        retryAfter: secondsLeft(limit, now),
      })
    requireLink(account, { ...token, giver, email, now })
    if (isFirst) await keepJoinRequest(joinRequestOf(account, { email, accessUntil }, nonce(), now))
    return accepted({ status: 'confirmation_sent' })
  },
})
