/** The audit trail's entry for a change, derived from the stored item before and after. No personal data. */
import type { PublicAccount } from '../../shared/contract/accounts.ts'
import type { AuditAction, AuditEvent } from '../../shared/contract/audit.ts'
import { changedValues } from '../../shared/contract/events.ts'

type Image = Readonly<Record<string, unknown>>
type Kind = AuditEvent['subject']['kind']

/** What a change adds to the number of users of each status. */
export type Counted = Readonly<Partial<Record<PublicUserStatus, number>>>
type PublicUserStatus = keyof PublicAccount['users']

/**
 * What a change of a stored item adds to the counts of the account's users. A user without `seat` is from before users
 * were counted; `settleSeats` counts them.
 */
export const countedOf = (old: Image | undefined, now: Image | undefined): Counted => {
  const [was, is] = [countedStatus(old), countedStatus(now)]
  if (was === is) return {}
  return { ...(was && { [was]: -1 }), ...(is && { [is]: 1 }) }
}

const countedStatus = (image: Image | undefined): PublicUserStatus | undefined =>
  image?.type === 'user' && image.seat !== undefined
    ? statuses.find((status) => status === image.status)
    : undefined

const statuses = ['active', 'suspended', 'invited'] as const

/** The trail records that these changed, but not their values, because the trail outlives the user. */
const personal: readonly string[] = ['name', 'phone']

/**
 * The trail's entry for a change; undefined if nothing changed that it records. `recorded` is when the stream received
 * it, used for changes made outside the API, so that the same record always makes the same event.
 */
export const auditEventOf = (
  old: Image | undefined,
  now: Image | undefined,
  recorded: string,
): Omit<AuditEvent, 'eventId'> | undefined => {
  const item = now ?? old
  const kind = item && kindOf(item)
  if (!kind) return undefined
  const [was, is] = [present(old), present(now)]
  const told = Object.keys(changedValues[kind].shape)
  const names = told.filter((name) => JSON.stringify(was?.[name]) !== JSON.stringify(is?.[name]))
  const changedPersonally =
    kind === 'user' && was && is ? personal.filter((name) => was[name] !== is[name]) : []
  if (names.length === 0 && changedPersonally.length === 0) return undefined
  // A change made outside the API still has the stamp of the previous write, or none.
  const stamped = now?.updatedAt !== undefined && !(old && sameStamp(old, now))
  return {
    at: stamped ? String(now.updatedAt) : later(recorded, String(old?.updatedAt ?? '')),
    action: actions[kind](was, is),
    actor: stamped ? String(now.updatedBy) : 'unknown',
    subject: { kind, id: idOf(kind, item) },
    before: picked(was, names),
    after: picked(is, names),
    personal: changedPersonally,
  }
}

const sameStamp = (one: Image, other: Image): boolean =>
  one.updatedAt === other.updatedAt && one.updatedBy === other.updatedBy

/** The stream reports whole seconds only; nothing was deleted before it was written. */
const later = (one: string, other: string): string => (one > other ? one : other)

const kinds = ['user', 'role', 'link', 'account', 'domain', 'review'] as const
const kindOf = ({ type }: Image): Kind | undefined => kinds.find((kind) => kind === type)

/** The tombstone of a removed user or a deleted role doesn't count as the item itself. */
const present = (image: Image | undefined): Image | undefined =>
  image === undefined || image.status === 'removed' ? undefined : image

const picked = (image: Image | undefined, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.flatMap((name) => (image?.[name] === undefined ? [] : [[name, image[name]]])))

const idNames = {
  user: 'userId',
  role: 'roleId',
  link: 'linkId',
  account: 'accountId',
  domain: 'domain',
  review: 'reviewId',
} as const
const idOf = (kind: Kind, item: Image): string => String(item[idNames[kind]] ?? item.accountId ?? kind)

type Decide = (was: Image | undefined, is: Image | undefined) => AuditAction

const actions: Readonly<Record<Kind, Decide>> = {
  user: (was, is) => {
    if (!is)
      return was?.status === 'invited' || was?.status === 'declined'
        ? 'user.invitation_revoked'
        : 'user.removed'
    if (is.status === 'active' && was?.status !== 'active')
      return was?.status === 'suspended' ? 'user.reinstated' : 'user.joined'
    if (!was || (was.status === 'declined' && is.status === 'invited')) return 'user.invited'
    if (is.status === 'declined' && was.status !== 'declined') return 'user.invitation_declined'
    if (is.status === 'suspended' && was.status !== 'suspended') return 'user.suspended'
    if (is.remindedAt !== was.remindedAt && is.remindedAt !== undefined) return 'user.invitation_reminded'
    if (is.linkCopiedAt !== was.linkCopiedAt && is.linkCopiedAt !== undefined)
      return 'user.invitation_link_copied'
    return is.nonce === was.nonce ? 'user.changed' : 'user.invitation_sent_again'
  },
  review: () => 'access_review.signed',
  domain: (was, is) => {
    if (!was) return 'domain.added'
    if (!is) return 'domain.removed'
    if (was.state === is.state) return 'domain.changed'
    return is.state === 'proved' ? 'domain.proved' : is.state === 'lost' ? 'domain.lost' : 'domain.changed'
  },
  role: (was, is) => (was && is ? 'role.changed' : is ? 'role.created' : 'role.deleted'),
  link: (was, is) => {
    if (!is) return 'invite_link.deleted'
    // The account's first link exists before anything is stored about it.
    if (!was && is.linkId !== undefined) return 'invite_link.created'
    return (was?.version ?? 1) === is.version ? 'invite_link.changed' : 'invite_link.replaced'
  },
  account: (was, is) => {
    if (!was) return 'account.created'
    if (!is) return 'account.erased'
    if (was.deletedAt !== is.deletedAt)
      return is.deletedAt === undefined ? 'account.restored' : 'account.deleted'
    if (was.suspendedAt !== is.suspendedAt)
      return is.suspendedAt === undefined ? 'account.reactivated' : 'account.suspended'
    if (Boolean(was.mailsPaused) !== Boolean(is.mailsPaused))
      return is.mailsPaused ? 'account.mails_paused' : 'account.mails_resumed'
    return JSON.stringify(was.defaultRoleIds) === JSON.stringify(is.defaultRoleIds)
      ? 'account.changed'
      : 'default_roles.changed'
  },
}
