import { changeMyUser } from '../../shared/contract/accounts.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { ownView } from '../users/user.ts'
import { changedUser, withNotices } from '../users/user-rules.ts'
import { updateUser } from '../users/write-user.ts'
import { ownUser } from './stored-self.ts'

export const handler = accountOperation(changeMyUser, {
  async answer({ caller, account, body, now }) {
    const user = await ownUser(caller, account)
    // Beside which notices they get, a name and a phone are all that the body can hold, and those need no permission over oneself.
    const { notices, ...change } = body
    const changed = await updateUser({ account, user }, (place) =>
      withNotices(changedUser(change, { ...place, caller, now }), notices),
    )
    return ok(ownView(changed, now))
  },
})
