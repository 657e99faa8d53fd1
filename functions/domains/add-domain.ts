import { addDomain as operation } from '../../shared/contract/domains.ts'
import { created } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { madeDomain } from './domain.ts'
import { requireOwnDomain } from './own-domain.ts'
import { addDomain, shownDomain } from './stored-domains.ts'

export const handler = accountOperation(operation, {
  async answer({ caller, account, body, now, nonce, idempotencyKey }) {
    requireOwnDomain(body.domain)
    const made = madeDomain(body, { account, caller, now, challenge: nonce(), idempotencyKey })
    const domain = await addDomain(made, now)
    const path = `/v1/accounts/${account.accountId}/domains/${domain.domain}`
    return created(await shownDomain(account, domain, now), path)
  },
})
