/** Domains that an account proves to be its own, so that people with an address there can join or ask to. */
import * as z from 'zod/mini'
import * as field from './fields.ts'
import { joined, requested } from './invitations.ts'
import type { Operation } from './operation.ts'

/** The most domains that an account can have. */
export const mostDomains = 20

/** The most accounts that can share a proved domain, as long as none of them lets people join at once. */
export const mostSharing = 25

/** Days for which a proved domain's record has to be missing before the proof is lost. */
export const daysUntilLost = 3

/** The most lookups of an account's domains on demand within an hour. */
export const mostLookups = 60

/** The most requests by domain that a person can have open. */
export const mostOpenRequests = 5

/** What people with an address at the domain can do, once it's proved. */
export const joining = z.enum(['off', 'request', 'at-once'])

export const verifiedDomain = z.object({
  domain: z.string(),
  /** `lost`: it was proved, and its record has been gone for days. Nobody can join by it until it's proved again. */
  state: z.enum(['unproved', 'proved', 'lost']),
  /** The TXT record that proves it. */
  record: z.object({ name: z.string(), value: z.string() }),
  joining,
  /** Roles of its own. Without them, people get the roles that are default when they join. */
  roleIds: z.optional(z.array(z.string())),
  /**
   * Set if people have to ask although they could join at once: whoever chose that is gone or could no longer give the
   * roles. It ends when somebody who can give them changes the domain.
   */
  unvouched: z.optional(z.boolean()),
  /** People who have joined by it. */
  joined: z.number(),
  /** When the record was last looked up, unless the name servers didn't answer. */
  checkedAt: z.optional(field.time),
  provedAt: z.optional(field.time),
  /** Since when a proved domain has been without its record. */
  missingSince: z.optional(field.time),
})
export type VerifiedDomain = z.output<typeof verifiedDomain>

export const newDomain = z.strictObject({
  domain: field.domain,
  joining: z._default(joining, 'request'),
  roleIds: z.optional(field.roleIds),
})
export type NewDomain = z.output<typeof newDomain>

/** Fields that aren't named stay the same. Null restores the default roles. */
export const domainChange = z.strictObject({
  joining: z.optional(joining),
  roleIds: z.optional(z.nullable(field.roleIds)),
})
export type DomainChange = z.output<typeof domainChange>

const path = '/v1/accounts/{accountId}/domains'
const notGiven = ['no_default_roles', 'role_not_yours_to_give', 'role_not_for_default'] as const

export const listDomains = {
  id: 'listDomains',
  method: 'GET',
  path,
  access: 'account:write',
  answers: { 200: z.object({ items: z.array(verifiedDomain) }) },
  problems: [],
} as const satisfies Operation

export const addDomain = {
  id: 'addDomain',
  method: 'POST',
  path,
  idempotencyKey: true,
  access: 'account:write',
  body: newDomain,
  answers: { 201: verifiedDomain },
  problems: ['public_domain', 'domain_exists', 'too_many_domains', ...notGiven],
} as const satisfies Operation

export const changeDomain = {
  id: 'changeDomain',
  method: 'PATCH',
  path: `${path}/{domain}`,
  access: 'account:write',
  body: domainChange,
  answers: { 200: verifiedDomain },
  problems: ['domain_not_found', 'domain_taken', ...notGiven],
} as const satisfies Operation

export const removeDomain = {
  id: 'removeDomain',
  method: 'DELETE',
  path: `${path}/{domain}`,
  access: 'account:write',
  answers: { 204: z.undefined() },
  problems: ['domain_not_found'],
} as const satisfies Operation

export const verifyDomain = {
  id: 'verifyDomain',
  method: 'POST',
  path: `${path}/{domain}/verify`,
  access: 'account:write',
  answers: { 200: verifiedDomain },
  problems: ['domain_not_found', 'domain_taken', 'dns_unavailable', 'too_many_requests'],
} as const satisfies Operation

export const listJoinable = {
  id: 'listJoinable',
  method: 'GET',
  path: '/v1/me/joinable',
  access: 'signed-in',
  answers: {
    200: z.object({
      items: z.array(
        z.object({ accountId: z.string(), accountName: z.string(), joining: z.enum(['request', 'at-once']) }),
      ),
    }),
  },
  problems: [],
} as const satisfies Operation

export const joinByDomain = {
  id: 'joinByDomain',
  method: 'POST',
  path: '/v1/me/join-requests',
  access: 'signed-in',
  body: z.strictObject({
    accountId: field.accountId,
    name: z.optional(field.personName),
    phone: z.optional(field.phone),
  }),
  answers: { 200: joined, 202: requested },
  problems: [
    'account_not_found',
    'account_suspended',
    'address_not_allowed',
    'rejoin_not_allowed',
    'account_full',
    'request_declined',
    'too_many_join_requests',
    'user_suspended',
    'access_ended',
    'invitation_expired',
    'invitation_void',
    'invitation_declined',
    'invitation_replaced',
    'invitation_revoked',
  ],
} as const satisfies Operation
