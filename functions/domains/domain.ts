/** An account's domains: setting them, what a lookup changes, and joining by them. Pure rules. */
import * as z from 'zod/mini'
import {
  type DomainChange,
  daysUntilLost,
  mostLookups,
  type NewDomain,
  type VerifiedDomain,
  verifiedDomain,
} from '../../shared/contract/domains.ts'
import { type Account, namedRoles, plainLink, requireMayBeDefault, rolesOfLink } from '../accounts/account.ts'
import { stillGiven } from '../invite-links/invite-link.ts'
import { Problem } from '../problem.ts'
import { type Caller, requireMayGive } from '../sign-in/caller.ts'
import type { UserRecord } from '../users/user.ts'

export const domainRecord = z.extend(
  z.omit(verifiedDomain, { record: true, unvouched: true, joined: true }),
  {
    accountId: z.string(),
    joined: z._default(z.number(), 0),
    /** What the record says. */
    challenge: z.string(),
    /** The user who vouches for its roles; undefined for an operator's. */
    givenBy: z.optional(z.string()),
    givenAt: z.string(),
    /** Until when a record that isn't there is looked up every day. */
    soughtUntil: z.string(),
    createdBy: z.string(),
    /** The key of the request that added it. */
    idempotencyKey: z.optional(z.string()),
    updatedAt: z.string(),
    updatedBy: z.string(),
  },
)
export type DomainRecord = z.output<typeof domainRecord>

const day = 86_400_000
/** Days for which a missing record is looked up again. */
const daysSought = 30

const after = (now: Date, milliseconds: number): string =>
  new Date(now.getTime() + milliseconds).toISOString()

/** Where the record belongs. */
export const recordName = (domain: string): string => `_usher-challenge.${domain}`
export const recordValue = ({ challenge }: Pick<DomainRecord, 'challenge'>): string =>
  `usher-challenge=${challenge}`

export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1)

type By = { readonly account: Account; readonly caller: Caller; readonly now: Date }
type Made = By & { readonly challenge: string; readonly idempotencyKey?: string | undefined }

/**
 * The new domain, not proved yet. Throws 403 `role_not_yours_to_give`, 409 `no_default_roles`, and 422
 * `role_not_for_default`: an address at a domain must not make administrators.
 */
export const madeDomain = (body: NewDomain, { challenge, idempotencyKey, ...by }: Made): DomainRecord => {
  const { account, caller, now } = by
  const at = now.toISOString()
  const made: DomainRecord = {
    ...body,
    accountId: account.accountId,
    state: 'unproved',
    challenge,
    joined: 0,
    givenBy: caller.userId,
    givenAt: at,
    soughtUntil: after(now, daysSought * day),
    createdBy: caller.actor,
    idempotencyKey,
    updatedAt: at,
    updatedBy: caller.actor,
  }
  requireMaySet(made, by)
  return made
}

/** The changed domain, for whose roles the caller vouches from now on. Throws like `madeDomain`. */
export const changedDomain = (
  { joining, roleIds }: DomainChange,
  domain: DomainRecord,
  by: By,
): DomainRecord => {
  const at = by.now.toISOString()
  const changed: DomainRecord = {
    ...domain,
    joining: joining ?? domain.joining,
    roleIds: roleIds === undefined ? domain.roleIds : (roleIds ?? undefined),
    givenBy: by.caller.userId,
    givenAt: at,
    updatedAt: at,
    updatedBy: by.caller.actor,
  }
  requireMaySet(changed, by)
  return changed
}

/** Anyone who may change the account can turn joining off; otherwise they have to be able to give the roles. */
const requireMaySet = (domain: DomainRecord, { account, caller }: By): void => {
  if (domain.joining === 'off') return
  if (domain.roleIds) requireMayBeDefault(namedRoles(account, domain.roleIds))
  const roles = rolesOfLink(onDomain(account, domain))
  if (domain.joining === 'at-once' && roles.length === 0) throw new Problem('no_default_roles')
  requireMayGive(caller, roles)
}

/** The account as if its link were this domain: what people get by it follows the rules of links. */
export const onDomain = (
  account: Account,
  domain: Pick<DomainRecord, 'roleIds' | 'givenBy' | 'givenAt'> | undefined,
): Account => ({
  ...account,
  link: {
    ...plainLink,
    roleIds: domain?.roleIds,
    givenBy: domain?.givenBy,
    givenAt: domain?.givenAt,
  },
})

type Vouched = { readonly account: Account; readonly giver: UserRecord | undefined; readonly now: Date }

/** Whether somebody who can still give its roles vouches for them. */
const isVouchedFor = (domain: DomainRecord, { account, giver, now }: Vouched): boolean => {
  const given = onDomain(account, domain)
  const roles = rolesOfLink(given)
  return roles.length > 0 && stillGiven(given, roles, { giver, now, permission: 'account:write' })
}

/** How people join by it now: without anybody who vouches for the roles they ask. Undefined if they can't. */
export const joiningBy = (
  domain: DomainRecord | undefined,
  vouched: Vouched,
): 'request' | 'at-once' | undefined => {
  if (domain?.state !== 'proved' || domain.joining === 'off') return undefined
  return domain.joining === 'at-once' && isVouchedFor(domain, vouched) ? 'at-once' : 'request'
}

/** The domain as callers see it. */
export const publicDomain = (domain: DomainRecord, vouched: Vouched): VerifiedDomain =>
  verifiedDomain.parse({
    ...domain,
    record: { name: recordName(domain.domain), value: recordValue(domain) },
    unvouched: (domain.joining === 'at-once' && !isVouchedFor(domain, vouched)) || undefined,
  })

/** Whom the trail names for what Usher does by itself. */
export const byItself = 'usher'

/**
 * The domain after a lookup that was answered. A proved domain is lost once its record has been missing for days, so
 * that a mistake in its zone can be mended first.
 */
export const checkedDomain = (
  domain: DomainRecord,
  { isThere, by, now }: { readonly isThere: boolean; readonly by: string; readonly now: Date },
): DomainRecord => {
  const at = now.toISOString()
  const checked = { ...domain, checkedAt: at }
  const stamped = { updatedAt: at, updatedBy: by }
  if (isThere) {
    const there = { ...checked, missingSince: undefined }
    return domain.state === 'proved' ? there : { ...there, ...stamped, state: 'proved', provedAt: at }
  }
  if (domain.state !== 'proved') return checked
  const { missingSince = at } = domain
  const missing = { ...checked, missingSince }
  if (now.getTime() - Date.parse(missingSince) < daysUntilLost * day) return missing
  return { ...missing, ...stamped, state: 'lost', soughtUntil: after(now, daysSought * day) }
}

/** Lookups on demand, so that nobody uses Usher to flood somebody's name servers. */
export const lookupLimit = (accountId: string) => ({
  of: `LOOKUPS#${accountId}`,
  most: mostLookups,
  seconds: 3_600,
})

/** When its record is looked up next; undefined once nobody expects it any more. */
export const nextLookup = ({ state, soughtUntil }: DomainRecord, now: Date): string | undefined => {
  const next = after(now, day)
  return state === 'proved' || next < soughtUntil ? next : undefined
}
/** After a lookup without an answer. */
export const soonerLookup = (now: Date): string => after(now, day / 24)
