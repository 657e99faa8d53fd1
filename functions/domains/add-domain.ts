import { addDomain } from '../../shared/contract/domains.ts'
import { created } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { madeDomain } from './domain.ts'
import { requireOwnDomain } from './own-domain.ts'
import { insertDomain, shownDomain } from './stored-domains.ts'

export const handler = accountOperation(addDomain, {
  async answer({ caller, account, body, now, nonce, idempotencyKey }) {
    requireOwnDomain(body.domain)
    const made = madeDomain(body, { account, caller, now, challenge: nonce(), idempotencyKey })
    const domain = await insertDomain(made, now)
    const path = `/v1/accounts/${account.accountId}/domains/${domain.domain}`
    return created(await shownDomain(account, domain, now), path)
  },
})
