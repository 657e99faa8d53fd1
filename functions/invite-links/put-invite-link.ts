import { putInviteLink } from '../../shared/contract/invitations.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { requireEndToCome, requireMayHandOut } from './invite-link.ts'
import { changeLink, publicLink } from './stored-link.ts'

export const handler = accountOperation(putInviteLink, {
  async answer({ caller, account, body, now }) {
    requireMayHandOut(caller, account)
    requireEndToCome(body, account, now)
    const link = await changeLink(account, body, { by: caller.actor, now })
    return ok(await publicLink(account, link, caller, now))
  },
})
