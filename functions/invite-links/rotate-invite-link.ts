import { firstLinkId, rotateInviteLink } from '../../shared/contract/invite-links.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { requireMayHandOut } from './invite-link.ts'
import { rotatedLink } from './shared-link.ts'
import { changeLink } from './stored-link.ts'
import { publicSharedLink, updateLink } from './stored-shared-links.ts'

export const handler = accountOperation(rotateInviteLink, {
  async answer({ caller, account, path: { linkId }, now }) {
    const by = { by: caller.actor, now }
    if (linkId === firstLinkId) requireMayHandOut(caller, account)
    const link =
      linkId === firstLinkId
        ? await changeLink(account, { rotate: true }, by)
        : await updateLink({ account, linkId }, (found) => rotatedLink(found, { account, caller, now }), by)
    return ok(await publicSharedLink(account, link, caller, now))
  },
})
