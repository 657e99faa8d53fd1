import { getInviteLink } from '../shared/contract/invitations.ts'
import { ok } from '../shared/http/answers.ts'
import { accountOperation } from '../shared/http/operation.ts'
import { requireDefaultRoles } from '../shared/model/redemption.ts'
import { invitationUrl } from '../shared/store/signing-keys.ts'

export const handler = accountOperation(getInviteLink, {
  async answer({ account, now }) {
    const { accountId, linkVersion } = account
    const roles = requireDefaultRoles(account)
    const url = await invitationUrl({ kind: 'link', accountId, linkVersion }, now)
    return ok({ url, defaultRoleIds: roles.map((role) => role.roleId), enabled: true })
  },
})
