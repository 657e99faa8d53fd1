import { handOverAccount } from '../../shared/contract/hand-over.ts'
import { done } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { handOver } from './stored-hand-over.ts'
import { ownUser } from './stored-self.ts'

export const handler = accountOperation(handOverAccount, {
  async answer({ caller, account, body, now }) {
    await handOver({ account, me: await ownUser(caller, account), userId: body.userId }, now)
    return done
  },
})
