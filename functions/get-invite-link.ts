import { getInviteLink } from '../shared/contract/invitations.ts'
import { ok } from '../shared/http/answers.ts'
import { accountOperation } from '../shared/http/operation.ts'
import { requireMayHandOut } from '../shared/model/invite-link.ts'
import { seenLink } from '../shared/store/invite-links.ts'

export const handler = accountOperation(getInviteLink, {
  async answer({ caller, account, now }) {
    requireMayHandOut(caller, account)
    return ok(await seenLink(account, account.link, now))
  },
})
