import { getInviteLink } from '../../shared/contract/invitations.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { requireMayHandOut } from './invite-link.ts'
import { publicLink } from './stored-link.ts'

export const handler = accountOperation(getInviteLink, {
  async answer({ caller, account, now }) {
    requireMayHandOut(caller, account)
    return ok(await publicLink(account, account.link, caller, now))
  },
})
