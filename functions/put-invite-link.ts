import { putInviteLink } from '../shared/contract/invitations.ts'
import { ok } from '../shared/http/answers.ts'
import { accountOperation } from '../shared/http/operation.ts'
import { requireEndToCome, requireMayHandOut } from '../shared/model/invite-link.ts'
import { changeLink, seenLink } from '../shared/store/invite-links.ts'

export const handler = accountOperation(putInviteLink, {
  async answer({ caller, account, body, now }) {
    requireMayHandOut(caller, account)
    requireEndToCome(body, account, now)
    const link = await changeLink(account, body, { by: caller.actor, now })
    return ok(await seenLink(account, link, now))
  },
})
