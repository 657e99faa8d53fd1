import { previewInvitation } from '../shared/contract/invitations.ts'
import { ok } from '../shared/http/answers.ts'
import { publicOperation } from '../shared/http/operation.ts'
import { joinPreview, linkPreview, personalPreview } from '../shared/model/previews.ts'
import { findAccount } from '../shared/store/accounts.ts'
import { readInvitation, readJoinRequest, required } from '../shared/store/redemptions.ts'
import { readToken } from '../shared/store/signing-keys.ts'

export const handler = publicOperation(previewInvitation, {
  async answer({ body, now }) {
    const token = await readToken(body.token, now)
    if (token.kind === 'personal') return ok(personalPreview(token, await readInvitation(token), now))
    if (token.kind === 'link')
      return ok(linkPreview(token, required(await findAccount(token.accountId)), now))
    return ok(joinPreview(token, await readJoinRequest(token.accountId, token.userId), now))
  },
})
