import { mostLookups, verifyDomain } from '../../shared/contract/domains.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { Problem } from '../problem.ts'
import { countWithin, secondsLeft } from '../table/tallies.ts'
import { lookupLimit } from './domain.ts'
import { check } from './stored-check.ts'
import { shownDomain } from './stored-domains.ts'

export const handler = accountOperation(verifyDomain, {
  async answer({ caller, account, path: { domain }, now }) {
    const limit = lookupLimit(account.accountId)
    if (!(await countWithin(limit, now)))
      throw new Problem(
        'too_many_requests',
        `An account can check its domains ${mostLookups} times an hour`,
        {
          retryAfter: secondsLeft(limit, now),
        },
      )
    const checked = await check({ accountId: account.accountId, domain }, { by: caller.actor, now })
    if (!checked) throw new Problem('dns_unavailable', 'Nothing has changed; try again in a moment')
    return ok(await shownDomain(account, checked, now))
  },
})
