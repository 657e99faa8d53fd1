import { getAccount } from '../shared/contract/accounts.ts'
import { ok } from '../shared/http/answers.ts'
import { accountOperation } from '../shared/http/operation.ts'
import { seenAccount } from '../shared/model/accounts.ts'

export const handler = accountOperation(getAccount, {
  answer: ({ account }) => ok(seenAccount(account)),
})
