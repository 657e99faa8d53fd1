import { getAccount } from '../../shared/contract/accounts.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { publicAccount } from './account.ts'

export const handler = accountOperation(getAccount, {
  answer: ({ account, now }) => ok(publicAccount(account, now)),
})
