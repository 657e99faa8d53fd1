import { correctAddress } from '../../shared/contract/pending-users.ts'
import { created } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { replaceUser } from '../users/replace-user.ts'
import { findUser } from '../users/stored-users.ts'
import { publicUser } from '../users/user.ts'
import { readdressed } from './pending.ts'

export const handler = accountOperation(correctAddress, {
  read: ({ path }) => findUser(path.accountId, path.userId),
  async answer({ caller, account, read: user, body, now, nonce }) {
    const correction = { ...body, caller, now, nonce: nonce() }
    const right = await replaceUser({ account, user }, (place) => readdressed({ ...correction, ...place }), {
      by: caller.actor,
      now,
    })
    return created(publicUser(right, now), `/v1/accounts/${account.accountId}/users/${right.userId}`)
  },
})
