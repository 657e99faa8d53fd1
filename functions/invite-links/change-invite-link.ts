import { changeInviteLink, firstLinkId } from '../../shared/contract/invite-links.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { Problem } from '../problem.ts'
import { requireEndToCome, requireMayHandOut } from './invite-link.ts'
import { changedLink } from './shared-link.ts'
import { changeLink } from './stored-link.ts'
import { publicSharedLink, updateLink } from './stored-shared-links.ts'

export const handler = accountOperation(changeInviteLink, {
  async answer({ caller, account, path, body, now }) {
    const { linkId } = path
    const by = { by: caller.actor, now }
    if (linkId !== firstLinkId) {
      const change = (link: typeof account.link) => changedLink(body, link, { account, caller, now })
      return ok(
        await publicSharedLink(account, await updateLink({ account, linkId }, change, by), caller, now),
      )
    }
    const { name, roleIds, ...options } = body
    if (name !== undefined || roleIds !== undefined) throw new Problem('first_link')
    requireMayHandOut(caller, account)
    requireEndToCome(options, account, now)
    return ok(await publicSharedLink(account, await changeLink(account, options, by), caller, now))
  },
})
