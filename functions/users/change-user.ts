import { changeUser } from '../../shared/contract/users.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { declaredAttributes } from '../settings.ts'
import { findUser } from './stored-users.ts'
import { publicUser } from './user.ts'
import { changedUser } from './user-rules.ts'
import { updateUser } from './write-user.ts'

export const handler = accountOperation(changeUser, {
  read: ({ path }) => findUser(path.accountId, path.userId),
  async answer({ caller, account, read: user, body, now }) {
    const changed = await updateUser({ account, user }, (place) =>
      changedUser(body, { ...place, caller, now, declared: declaredAttributes() }),
    )
    return ok(publicUser(changed, now))
  },
})
