import { createInviteLink } from '../../shared/contract/invite-links.ts'
import { created } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { linkIdOf, madeLink } from './shared-link.ts'
import { addLink, publicSharedLink } from './stored-shared-links.ts'

export const handler = accountOperation(createInviteLink, {
  async answer({ caller, account, body, now, nonce, idempotencyKey }) {
    const { accountId } = account
    const linkId =
      idempotencyKey === undefined ? `lnk_${nonce()}` : linkIdOf(accountId, caller.actor, idempotencyKey)
    const link = await addLink(
      account,
      linkId,
      (current) => madeLink(body, linkId, { account: current, caller, now }),
      { by: caller.actor, now },
    )
    const path = `/v1/accounts/${accountId}/invite-links/${linkId}`
    return created(await publicSharedLink(account, link, caller, now), path)
  },
})
