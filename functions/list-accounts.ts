import { listAccounts } from '../shared/contract/accounts.ts'
import { ok } from '../shared/http/answers.ts'
import { operatorOperation } from '../shared/http/operation.ts'
import { seenAccount } from '../shared/model/accounts.ts'
import { findAccounts } from '../shared/store/account-pages.ts'

export const handler = operatorOperation(listAccounts, {
  async answer({ query }) {
    const { items, ...page } = await findAccounts(query)
    return ok({ ...page, items: items.map(seenAccount) })
  },
})
