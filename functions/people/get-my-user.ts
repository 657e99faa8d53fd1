import { getMyUser } from '../../shared/contract/accounts.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { publicUser } from '../users/user.ts'
import { ownUser } from './stored-self.ts'

export const handler = accountOperation(getMyUser, {
  answer: async ({ caller, account, now }) => ok(publicUser(await ownUser(caller, account), now)),
})
