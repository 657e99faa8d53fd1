import { changeMyUser } from '../../shared/contract/accounts.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { publicUser } from '../users/user.ts'
import { changedUser } from '../users/user-rules.ts'
import { updateUser } from '../users/write-user.ts'
import { ownUser } from './stored-self.ts'

export const handler = accountOperation(changeMyUser, {
  async answer({ caller, account, body, now }) {
    const user = await ownUser(caller, account)
    // The body can hold only a name and a phone, and changing one's own needs no permission.
    const changed = await updateUser({ account, user }, (place) =>
      changedUser(body, { ...place, caller, now }),
    )
    return ok(publicUser(changed, now))
  },
})
