import { proveAddress } from '../../shared/contract/sign-in.ts'
import { ok } from '../http/answers.ts'
import { anySignInOperation } from '../http/operation.ts'
import { isCodeOf } from '../invitations/signing-keys.ts'
import { Problem } from '../problem.ts'
import { countWithin, secondsLeft } from '../table/tallies.ts'
import { isPast } from '../users/user.ts'
import { proofLimit } from './address-check.ts'
import { findAddressCheck, keepProof } from './stored-address-checks.ts'

export const handler = anySignInOperation(proveAddress, {
  async answer({ body, signIn: { email, signInId }, now }) {
    const limit = proofLimit(signInId)
    // Counted before the code is checked, so that concurrent guesses can't exceed the limit.
    if (!(await countWithin(limit, now)))
      throw new Problem('too_many_requests', undefined, { retryAfter: secondsLeft(limit, now) })
    const check = await findAddressCheck(signInId)
    const good =
      check !== undefined &&
      !isPast(check.expiresAt, now) &&
      (await isCodeOf(body.code, { kind: 'address', ...check }, now)) &&
      (await keepProof(check, now))
    if (!good) throw new Problem('unknown_code')
    return ok({ email })
  },
})
