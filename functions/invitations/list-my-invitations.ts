import { listMyInvitations } from '../../shared/contract/my-invitations.ts'
import { ok } from '../http/answers.ts'
import { signedInOperation } from '../http/operation.ts'
import { everyMembershipOf } from '../people/memberships.ts'
import { batchesOf } from '../table/batches.ts'
import { pendingInvitation } from './stored-my-invitations.ts'

/** Invitations checked together; far more than anyone has waiting. */
const atOnce = 25

export const handler = signedInOperation(listMyInvitations, {
  async answer({ signIn, now }) {
    const invited = (await everyMembershipOf(signIn.email)).filter(({ status }) => status === 'invited')
    const items = []
    for (const batch of batchesOf(invited, atOnce))
      items.push(...(await Promise.all(batch.map((place) => pendingInvitation(place, now)))))
    return ok({
      items: items
        .filter((item) => item !== undefined)
        .toSorted((one, other) => (one.expiresAt < other.expiresAt ? -1 : 1)),
    })
  },
})
