import { listJoinable } from '../../shared/contract/domains.ts'
import { ok } from '../http/answers.ts'
import { signedInOperation } from '../http/operation.ts'
import { findJoinable } from './stored-joining.ts'

export const handler = signedInOperation(listJoinable, {
  async answer({ signIn, now }) {
    return ok({ items: await findJoinable(signIn.email, now) })
  },
})
