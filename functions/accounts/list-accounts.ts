import { listAccounts } from '../../shared/contract/accounts.ts'
import { ok } from '../http/answers.ts'
import { operatorOperation } from '../http/operation.ts'
import { publicAccount } from './account.ts'
import { findAccounts } from './account-pages.ts'

export const handler = operatorOperation(listAccounts, {
  async answer({ query, now }) {
    const { items, ...page } = await findAccounts(query)
    return ok({ ...page, items: items.map((account) => publicAccount(account, now)) })
  },
})
