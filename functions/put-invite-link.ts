import { putInviteLink } from '../shared/contract/invitations.ts'
import { ok } from '../shared/http/answers.ts'
import { accountOperation } from '../shared/http/operation.ts'
import { requireMayGive } from '../shared/model/callers.ts'
import { requireDefaultRoles } from '../shared/model/invite-link.ts'
import { Problem } from '../shared/model/problem.ts'
import { isPast } from '../shared/model/users.ts'
import { changeLink, seenLink } from '../shared/store/invite-links.ts'

export const handler = accountOperation(putInviteLink, {
  async answer({ caller, account, body, now }) {
    // Whoever hands out the link hands out what it gives.
    requireMayGive(caller, requireDefaultRoles(account))
    const { expiresAt } = body
    if (expiresAt && expiresAt !== account.link.expiresAt && isPast(expiresAt, now))
      throw new Problem('invalid_request', undefined, {
        errors: [{ path: 'expiresAt', message: 'must be in the future' }],
      })
    const link = await changeLink(account, body, { by: caller.actor, now })
    return ok(await seenLink(account, link, now))
  },
})
