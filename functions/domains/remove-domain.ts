import { removeDomain } from '../../shared/contract/domains.ts'
import { done } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { deleteDomain } from './stored-domains.ts'

export const handler = accountOperation(removeDomain, {
  async answer({ caller, account: { accountId }, path: { domain }, now }) {
    await deleteDomain({ accountId, domain }, { by: caller.actor, now })
    return done
  },
})
