import { askForInvitation } from '../../shared/contract/invitations.ts'
import { accepted } from '../http/answers.ts'
import { publicOperation } from '../http/operation.ts'
import { Problem } from '../problem.ts'
import { countWithin, secondsLeft } from '../table/tallies.ts'
import { findUser } from '../users/stored-users.ts'
import { askLimit } from './join-limits.ts'
import { linkReminder, personalReminder } from './reminder.ts'
import { readToken } from './signing-keys.ts'
import { keepReminder } from './stored-reminders.ts'

const asked = accepted({ status: 'asked' })

export const handler = publicOperation(askForInvitation, {
  async answer({ body, now, nonce, source }) {
    const token = await readToken(body.token, now)
    const limit = askLimit(source())
    if (!(await countWithin(limit, now)))
      throw new Problem('too_many_requests', undefined, { retryAfter: secondsLeft(limit, now) })
    // People who are confirming an address ask again at the invite link instead.
    if (token.kind === 'join') return asked
    if (token.kind === 'link') {
      await keepReminder(linkReminder(token, nonce(), now), now)
      return asked
    }
    const user = await findUser(token.accountId, token.userId)
    const reminder = personalReminder(token, { user, email: body.email, nonce: nonce(), now })
    if (reminder) await keepReminder(reminder, now)
    return asked
  },
})
