import { sendAddressCode } from '../../shared/contract/sign-in.ts'
import { accepted } from '../http/answers.ts'
import { anySignInOperation } from '../http/operation.ts'
import { requireMailable } from '../invitations/invitation.ts'
import { Problem } from '../problem.ts'
import { countWithin, secondsLeft } from '../table/tallies.ts'
import { codeLimits, newAddressCheck } from './address-check.ts'
import { keepAddressCheck } from './stored-address-checks.ts'

export const handler = anySignInOperation(sendAddressCode, {
  async answer({ signIn: { email, signInId }, now, nonce }) {
    requireMailable(email)
    for (const limit of codeLimits({ signInId, email }))
      if (!(await countWithin(limit, now)))
        throw new Problem('too_many_requests', undefined, { retryAfter: secondsLeft(limit, now) })
    await keepAddressCheck(newAddressCheck({ signInId, email, nonce: nonce(), now }))
    return accepted({ status: 'code_sent', email })
  },
})
