import { changeUser } from '../shared/contract/users.ts'
import { ok } from '../shared/http/answers.ts'
import { accountOperation } from '../shared/http/operation.ts'
import { changedUser } from '../shared/model/changes.ts'
import { seenUser } from '../shared/model/users.ts'
import { updateUser } from '../shared/store/user-changes.ts'
import { findUser } from '../shared/store/users.ts'

export const handler = accountOperation(changeUser, {
  read: ({ path }) => findUser(path.accountId, path.userId),
  async answer({ caller, account, read: user, body, now, random }) {
    const changed = await updateUser(
      { account, user },
      (place) => changedUser(body, { ...place, caller, now }),
      random,
    )
    return ok(seenUser(changed, now))
  },
})
