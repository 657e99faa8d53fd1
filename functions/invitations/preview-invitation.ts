import { previewInvitation } from '../../shared/contract/invitations.ts'
import { ok } from '../http/answers.ts'
import { publicOperation } from '../http/operation.ts'
import { joinPreview, linkPreview, personalPreview } from './invitation-preview.ts'
import { findLinkAccount, readInvitation, readJoinRequest } from './redeem.ts'
import { readToken } from './signing-keys.ts'
import { markOpened } from './stored-opening.ts'

export const handler = publicOperation(previewInvitation, {
  async answer({ body, now }) {
    const token = await readToken(body.token, now)
    if (token.kind === 'personal') {
      const invitation = await readInvitation(token)
      const preview = personalPreview(token, invitation, now)
      if (invitation.user) await markOpened(invitation.user, now)
      return ok(preview)
    }
    if (token.kind === 'link') return ok(linkPreview(token, await findLinkAccount(token), now))
    return ok(joinPreview(token, await readJoinRequest(token.accountId, token.userId), now))
  },
})
