/** The actions on several users at once: whom they apply to, how they're done, and how they're undone. */
import { answered } from '../../../shared/client/answered.ts'
import type { UsherClient } from '../../../shared/client/client.ts'
import type { User } from '../../../shared/contract/users.ts'
import { isInvitable, isPending } from './user-parts.tsx'

export const bulkActions = ['resend', 'revoke', 'roles', 'suspend', 'reactivate', 'remove'] as const
export type BulkAction = (typeof bulkActions)[number]

export type Powers = {
  readonly mayInvite: boolean
  readonly mayManage: (user: User) => boolean
  /** The caller, whom bulk actions skip. */
  readonly me: string
}

/** Whether a caller with these permissions can apply the action to the user. */
export const isFor = (action: BulkAction, user: User, { mayInvite, mayManage, me }: Powers): boolean => {
  if (user.userId === me) return false
  if (action === 'resend') return mayInvite && isInvitable(user)
  if (!mayManage(user)) return false
  if (action === 'revoke') return isPending(user)
  if (action === 'remove') return !isPending(user)
  if (action === 'suspend') return user.status === 'active' || user.status === 'access_ended'
  return action === 'roles' || user.status === 'suspended'
}

type At = { readonly usher: UsherClient; readonly accountId: string }

/** The user afterwards; undefined if they're removed. Throws the `Refusal`. */
export const act = async (
  action: BulkAction,
  { userId }: User,
  roleIds: readonly string[],
  { usher, accountId }: At,
): Promise<User | undefined> => {
  if (action === 'resend') return answered(usher.resendInvitation({ accountId, userId, body: {} }))
  if (action === 'revoke' || action === 'remove') {
    await answered(usher.removeUser({ accountId, userId }))
    return undefined
  }
  const status = action === 'suspend' ? 'suspended' : 'active'
  const body = action === 'roles' ? { roleIds: [...roleIds] } : ({ status } as const)
  return answered(usher.changeUser({ accountId, userId, body }))
}

/** Status and roles can be restored; an email that was sent and a user who was deleted can't. */
export const canBeUndone = (action: BulkAction): boolean =>
  action === 'suspend' || action === 'reactivate' || action === 'roles'

/** The user as they were `before` the action. Throws the `Refusal`. */
export const undo = (action: BulkAction, before: User, { usher, accountId }: At): Promise<User> => {
  const status = action === 'suspend' ? 'active' : 'suspended'
  const body = action === 'roles' ? { roleIds: before.roleIds } : ({ status } as const)
  return answered(usher.changeUser({ accountId, userId: before.userId, body }))
}
