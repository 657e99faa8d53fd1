import { changeDomain } from '../../shared/contract/domains.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { changedDomain } from './domain.ts'
import { shownDomain, updateDomain } from './stored-domains.ts'

export const handler = accountOperation(changeDomain, {
  async answer({ caller, account, path: { domain }, body, now }) {
    const place = { accountId: account.accountId, domain }
    const change = (found: Parameters<typeof changedDomain>[1]) =>
      changedDomain(body, found, { account, caller, now })
    return ok(await shownDomain(account, await updateDomain(place, { change }), now))
  },
})
