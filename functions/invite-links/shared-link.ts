/** Creating and changing invite links other than the account's first: the rules, without table access. */
import type { LinkChange, NewLink } from '../../shared/contract/invite-links.ts'
import {
  type Account,
  existingRoles,
  type InviteLink,
  namedRoles,
  plainLink,
  requireMayBeDefault,
  roleIdsOfLink,
} from '../accounts/account.ts'
import { digestOf } from '../digest.ts'
import { type Caller, requireMayGive } from '../sign-in/caller.ts'
import { requireFuture } from '../users/user.ts'
import { requireEndToCome, requireMayHandOut } from './invite-link.ts'

type By = { readonly account: Account; readonly caller: Caller; readonly now: Date }

/** The id of the link that a caller's request with this key creates, so that repeating the request finds it. */
export const linkIdOf = (accountId: string, actor: string, idempotencyKey: string): string =>
  `lnk_${digestOf('link', accountId, actor, idempotencyKey)}`

/**
 * The new link. Throws 403 `role_not_yours_to_give`, 409 `no_default_roles`, 422 `role_not_for_default`: a shared link
 * must not create administrators.
 */
export const madeLink = (body: NewLink, linkId: string, by: By): InviteLink => {
  const { caller, now } = by
  const at = now.toISOString()
  const link: InviteLink = {
    ...plainLink,
    ...withoutNull(body),
    linkId,
    createdBy: caller.actor,
    createdAt: at,
    givenBy: caller.userId,
    givenAt: at,
  }
  requireFuture('expiresAt', link.expiresAt, now)
  requireNewRoles(body.roleIds, by.account)
  requireMayHandOut(caller, { ...by.account, link })
  return link
}

/** The changed link, which the caller vouches for from now on. Throws like `madeLink`, for what it gave and gives. */
export const changedLink = (body: LinkChange, link: InviteLink, by: By): InviteLink => {
  const { account, caller, now } = by
  requireMayTouch(link, by)
  requireNewRoles(body.roleIds, account)
  requireEndToCome(body, { ...account, link }, now)
  const changed = answeredFor({ ...link, ...withoutNull(body) }, by)
  requireMayHandOut(caller, { ...account, link: changed })
  return changed
}

/** The link in its next version, which the caller vouches for. Throws like `changedLink`. */
export const rotatedLink = (link: InviteLink, by: By): InviteLink => {
  requireMayHandOut(by.caller, { ...by.account, link })
  return answeredFor({ ...link, version: link.version + 1, uses: 0 }, by)
}

const answeredFor = (link: InviteLink, { caller, now }: By): InviteLink => ({
  ...link,
  givenBy: caller.userId,
  givenAt: now.toISOString(),
})

const requireNewRoles = (roleIds: readonly string[] | null | undefined, account: Account): void => {
  if (roleIds) requireMayBeDefault(namedRoles(account, roleIds))
}

/** Throws 403 `role_not_yours_to_give` for anyone who couldn't invite with the roles that the link still gives. */
export const requireMayTouch = (link: InviteLink, { account, caller }: Omit<By, 'now'>): void =>
  requireMayGive(caller, existingRoles(account, roleIdsOfLink({ ...account, link })))

/** The given fields; null removes an option. */
const withoutNull = (change: LinkChange) =>
  Object.fromEntries(
    Object.entries(change).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value ?? undefined]],
    ),
  )
