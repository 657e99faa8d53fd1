import { listMyJoinRequests } from '../../shared/contract/join-requests.ts'
import { findBareAccount } from '../accounts/stored-account.ts'
import { ok } from '../http/answers.ts'
import { signedInOperation } from '../http/operation.ts'
import { waitingPlacesOf } from '../people/memberships.ts'
import { isPast } from '../users/user.ts'
import { findWaiting } from './stored-waiting.ts'

export const handler = signedInOperation(listMyJoinRequests, {
  async answer({ signIn, now }) {
    const places = await waitingPlacesOf(signIn.email)
    const found = await Promise.all(
      places.map(async ({ accountId, userId }) => {
        const [account, request] = await Promise.all([
          findBareAccount(accountId),
          findWaiting(accountId, userId),
        ])
        if (!account || !request || isPast(request.expiresAt, now)) return []
        const { state: status, requestedAt } = request
        return [{ accountId, accountName: account.name, status, requestedAt }]
      }),
    )
    const items = found.flat().toSorted((one, other) => (one.requestedAt < other.requestedAt ? 1 : -1))
    return ok({ items })
  },
})
