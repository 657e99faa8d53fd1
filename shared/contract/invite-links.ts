/** Operations on an account's invite links: its first one, and others with their own names and roles. */
import * as z from 'zod/mini'
import * as field from './fields.ts'
import type { Operation } from './operation.ts'

/** Stands for the account's first link in place of an id. It gives the default roles, and can't be deleted. */
export const firstLinkId = 'first'

/** The most links an account can have besides its first. */
export const mostLinks = 20

export const sharedLink = z.object({
  linkId: z.string(),
  /** Undefined for the first link. */
  name: z.optional(z.string()),
  /** Left out if the caller may not give what the link gives. */
  url: z.optional(z.string()),
  /** Roles of its own. Without them, the link gives the roles that are default when somebody joins. */
  roleIds: z.optional(z.array(z.string())),
  enabled: z.boolean(),
  expiresAt: z.optional(field.time),
  maxUses: z.optional(z.number()),
  /**
   * People who have joined with it since it was created or last replaced; for the first link, since it got a maximum.
   */
  uses: z.number(),
  allowedDomains: z.optional(z.array(z.string())),
  /** Whether people who use it wait until an administrator approves them. */
  needsApproval: z.optional(z.boolean()),
  createdBy: z.optional(z.string()),
  createdAt: z.optional(field.time),
  /** Who changed it last, and vouches for what it grants: once they no longer can, the link is void. */
  givenBy: z.optional(z.string()),
})
export type SharedLink = z.output<typeof sharedLink>

const options = {
  enabled: z.optional(z.boolean()),
  expiresAt: z.optional(z.nullable(field.givenTime)),
  maxUses: z.optional(z.nullable(field.maxUses)),
  allowedDomains: z.optional(z.nullable(field.domains)),
  needsApproval: z.optional(z.boolean()),
}

export const newLink = z.strictObject({
  name: field.linkName,
  roleIds: z.optional(field.roleIds),
  ...options,
})
export type NewLink = z.output<typeof newLink>

/**
 * Fields that aren't named stay the same. Null removes an option, and restores the default roles in place of the link's
 * own.
 */
export const linkChange = z.strictObject({
  name: z.optional(field.linkName),
  roleIds: z.optional(z.nullable(field.roleIds)),
  ...options,
})
export type LinkChange = z.output<typeof linkChange>

const path = '/v1/accounts/{accountId}/invite-links'
const notGiven = ['no_default_roles', 'role_not_yours_to_give', 'role_not_for_default'] as const

export const listInviteLinks = {
  id: 'listInviteLinks',
  method: 'GET',
  path,
  access: 'users:invite',
  answers: { 200: z.object({ items: z.array(sharedLink) }) },
  problems: [],
} as const satisfies Operation

export const createInviteLink = {
  id: 'createInviteLink',
  method: 'POST',
  path,
  idempotencyKey: true,
  access: 'users:invite',
  body: newLink,
  answers: { 201: sharedLink },
  problems: [...notGiven, 'too_many_links'],
} as const satisfies Operation

export const changeInviteLink = {
  id: 'changeInviteLink',
  method: 'PATCH',
  path: `${path}/{linkId}`,
  access: 'users:invite',
  body: linkChange,
  answers: { 200: sharedLink },
  problems: ['link_not_found', 'first_link', 'link_void', ...notGiven],
} as const satisfies Operation

export const rotateInviteLink = {
  id: 'rotateInviteLink',
  method: 'POST',
  path: `${path}/{linkId}/rotate`,
  access: 'users:invite',
  answers: { 200: sharedLink },
  problems: ['link_not_found', 'link_void', 'no_default_roles', 'role_not_yours_to_give'],
} as const satisfies Operation

export const deleteInviteLink = {
  id: 'deleteInviteLink',
  method: 'DELETE',
  path: `${path}/{linkId}`,
  access: 'users:invite',
  answers: { 204: z.undefined() },
  problems: ['link_not_found', 'first_link'],
} as const satisfies Operation
