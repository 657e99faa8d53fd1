import { fieldError } from '../../shared/contract/field-errors.ts'
import { declineInvitation } from '../../shared/contract/my-invitations.ts'
import { done } from '../http/answers.ts'
import { publicOperation } from '../http/operation.ts'
import { dropJoinRequest } from '../join-requests/join-requests.ts'
import { Problem } from '../problem.ts'
import { countWithin, secondsLeft } from '../table/tallies.ts'
import { decline } from './decline.ts'
import { declineLimit } from './join-limits.ts'
import { readToken } from './signing-keys.ts'

export const handler = publicOperation(declineInvitation, {
  async answer({ body, now, source }) {
    const token = await readToken(body.token, now)
    if (token.kind === 'link')
      throw new Problem('invalid_request', 'An invite link invites nobody in particular', {
        errors: [fieldError('token', { code: 'not_an_invitation' })],
      })
    const limit = declineLimit(source())
    if (!(await countWithin(limit, now)))
      throw new Problem('too_many_requests', undefined, { retryAfter: secondsLeft(limit, now) })
    await (token.kind === 'join' ? dropJoinRequest(token) : decline(token, now))
    return done
  },
})
