import { getInviteLink } from '../shared/contract/invitations.ts'
import { ok } from '../shared/http/answers.ts'
import { accountOperation } from '../shared/http/operation.ts'
import { requireMayGive } from '../shared/model/callers.ts'
import { requireDefaultRoles } from '../shared/model/invite-link.ts'
import { seenLink } from '../shared/store/invite-links.ts'

export const handler = accountOperation(getInviteLink, {
  async answer({ caller, account, now }) {
    // Whoever hands out the link hands out what it gives.
    requireMayGive(caller, requireDefaultRoles(account))
    return ok(await seenLink(account, account.link, now))
  },
})
