import { deleteInviteLink, firstLinkId } from '../../shared/contract/invite-links.ts'
import { done } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { Problem } from '../problem.ts'
import { requireMayTouch } from './shared-link.ts'
import { removeLink } from './stored-shared-links.ts'

export const handler = accountOperation(deleteInviteLink, {
  async answer({ caller, account, path: { linkId }, now }) {
    if (linkId === firstLinkId) throw new Problem('first_link')
    await removeLink({ account, linkId }, (link) => requireMayTouch(link, { account, caller }), {
      by: caller.actor,
      now,
    })
    return done
  },
})
