import { removeDomain as operation } from '../../shared/contract/domains.ts'
import { done } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { removeDomain } from './stored-domains.ts'

export const handler = accountOperation(operation, {
  async answer({ caller, account: { accountId }, path: { domain }, now }) {
    await removeDomain({ accountId, domain }, { by: caller.actor, now })
    return done
  },
})
