/** What an access review looks for, and the record of one: the rules, without a table. */

import { administratorRoleId } from '../../shared/contract/permissions.ts'
import type { AccessReview, Finding } from '../../shared/contract/reviews.ts'
import type { ShownUser } from '../users/user.ts'

type Reviewing = {
  readonly days: number
  readonly now: Date
  /** Domains whose addresses are of people from inside. */
  readonly inside: ReadonlySet<string>
}

/** Why the user should be looked at; nothing where there is no reason. */
export const findingsOf = (user: ShownUser, { days, now, inside }: Reviewing): readonly Finding[] => {
  const before = new Date(now.getTime() - days * 86_400_000).toISOString()
  const { status, roleIds, accessUntil, invitedAt } = user
  if (status === 'invited') return invitedAt <= before ? ['pending'] : []
  if (status !== 'active') return []
  const seen = user.lastSeenOn ?? user.acceptedAt ?? invitedAt
  const found: Record<Exclude<Finding, 'pending'>, boolean> = {
    not_seen: seen <= before,
    guest_without_end: accessUntil === undefined && !inside.has(domainOf(user.email)),
    administrator: roleIds.includes(administratorRoleId),
  }
  return (['not_seen', 'guest_without_end', 'administrator'] as const).filter((one) => found[one])
}

export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1)

/** How many of each the trail tells of. */
export const countsOf = ({ decisions }: Pick<AccessReview, 'decisions'>) => {
  const done = (wanted: string) =>
    decisions.filter(({ decision, outcome }) => decision === wanted && outcome === 'done').length
  return {
    kept: done('keep'),
    suspended: done('suspend'),
    removed: done('remove'),
    refused: decisions.filter(({ outcome }) => outcome === 'refused').length,
  }
}
