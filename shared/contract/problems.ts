/** Every problem that Usher answers with: its code, HTTP status and title, in one list. RFC 9457 gives the shape. */
import * as z from 'zod/mini'

export const problems = {
  malformed_json: [400, 'The body is not valid JSON'],
  malformed_body: [400, 'The body is not valid text'],
  not_signed_in: [401, 'No or bad sign-in'],
  email_not_verified: [403, 'Your e-mail address is not verified'],
  permission_missing: [403, 'You lack a permission for this'],
  role_not_yours_to_give: [403, 'You cannot give a role with permissions that you lack'],
  user_not_yours_to_manage: [403, 'The user has permissions that you lack'],
  route_not_found: [404, 'There is no such operation'],
  account_not_found: [404, 'There is no such account'],
  user_not_found: [404, 'There is no such user'],
  unknown_token: [404, 'There is no such invitation'],
  user_exists: [409, 'This address is in the account already'],
  user_not_invited: [409, 'The user is not invited any more'],
  user_not_joined: [409, 'The user has not joined yet'],
  last_administrator: [409, 'The account needs an administrator'],
  no_default_roles: [409, 'The account has no default role'],
  signed_in_as_another: [409, 'The invitation is for another address'],
  invitation_expired: [410, 'The invitation has expired'],
  invitation_replaced: [410, 'A newer mail has replaced this one'],
  invitation_revoked: [410, 'The invitation has been revoked'],
  invitation_void: [410, 'The invitation is no longer valid'],
  link_replaced: [410, 'The invite link has been replaced'],
  user_suspended: [410, 'Access to the account is suspended'],
  body_too_large: [413, 'The body is too large'],
  not_json: [415, 'The body is not JSON'],
  invalid_request: [422, 'The request was refused'],
  role_not_for_default: [422, 'This role cannot be a default role'],
  too_many_requests: [429, 'Too many requests'],
  internal: [500, 'Something went wrong on our side'],
  unavailable: [503, 'Not available for a moment'],
} as const

export type ProblemCode = keyof typeof problems

export const problemBody = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.enum(Object.keys(problems)),
  requestId: z.string(),
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
  userId: z.optional(z.string()),
  userStatus: z.optional(z.string()),
})
