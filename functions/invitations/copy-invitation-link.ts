import { copyInvitationLink } from '../../shared/contract/pending-users.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { findUser } from '../users/stored-users.ts'
import { updateUser } from '../users/write-user.ts'
import { withLinkCopied } from './pending.ts'
import { ownInvitation } from './redeem.ts'
import { invitationUrl } from './signing-keys.ts'

export const handler = accountOperation(copyInvitationLink, {
  read: ({ path }) => findUser(path.accountId, path.userId),
  async answer({ caller, account, read: user, now }) {
    const copied = await updateUser({ account, user }, (place) => withLinkCopied({ ...place, caller, now }))
    const url = await invitationUrl(ownInvitation(copied), now)
    return ok({ invitationUrl: url, expiresAt: copied.expiresAt })
  },
})
