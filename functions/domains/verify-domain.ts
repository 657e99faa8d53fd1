import { verifyDomain } from '../../shared/contract/domains.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { Problem } from '../problem.ts'
import { check } from './stored-check.ts'
import { shownDomain } from './stored-domains.ts'

export const handler = accountOperation(verifyDomain, {
  async answer({ caller, account, path: { domain }, now }) {
    const checked = await check({ accountId: account.accountId, domain }, { by: caller.actor, now })
    if (!checked) throw new Problem('dns_unavailable', 'Nothing has changed; try again in a moment')
    return ok(await shownDomain(account, checked, now))
  },
})
