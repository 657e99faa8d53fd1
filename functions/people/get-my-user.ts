import { getMyUser } from '../../shared/contract/accounts.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { ownView } from '../users/user.ts'
import { ownUser } from './stored-self.ts'

export const handler = accountOperation(getMyUser, {
  answer: async ({ caller, account, now }) => ok(ownView(await ownUser(caller, account), now)),
})
