/** New users: by a personal invitation, by the deploy-time step, and by the invite link. */
import { administratorRoleId } from '../contract/permissions.ts'
import type { NewUser } from '../contract/users.ts'
import { type Account, defaultRoles, type Role } from './accounts.ts'
import type { Caller } from './callers.ts'
import { Problem } from './problem.ts'
import { type JoinRequest, type UserRecord, userIdOf } from './users.ts'

/** Invitations live 7 days unless told otherwise. */
const defaultHours = 7 * 24
/** An address typed at an invite link has a day to be confirmed. */
const confirmationHours = 24
/** The same address gets a mail from an invite link at most once in ten minutes. */
const minutesBetweenMails = 10

const hoursFrom = (now: Date, hours: number): string =>
  new Date(now.getTime() + hours * 3_600_000).toISOString()

/** Mails of invite links sent after this are too fresh to send another. */
export const lastMailBefore = (now: Date): string =>
  new Date(now.getTime() - minutesBetweenMails * 60_000).toISOString()

type Invitation = {
  readonly account: Account
  readonly body: NewUser
  readonly roles: readonly Role[]
  readonly invitedBy: Caller
  readonly now: Date
  readonly nonce: string
  readonly idempotencyKey?: string | undefined
  readonly source?: 'manual' | 'bulk'
}

/** The user that an invitation makes: invited, with the mail queued unless the inviter sends it themselves. */
export const invitedUser = ({
  account,
  body,
  roles,
  invitedBy,
  now,
  nonce,
  idempotencyKey,
  source = 'manual',
}: Invitation): UserRecord => ({
  accountId: account.accountId,
  userId: userIdOf(account.accountId, body.email),
  email: body.email,
  name: body.name,
  ...(body.phone === undefined ? {} : { phone: body.phone }),
  ...(body.message === undefined ? {} : { message: body.message }),
  roleIds: roles.map((role) => role.roleId),
  status: 'invited',
  source,
  invitedBy: invitedBy.userId,
  invitedAt: now.toISOString(),
  expiresAt: hoursFrom(now, body.expiresInHours ?? defaultHours),
  nonce,
  ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  mail: { state: body.sendEmail ? 'queued' : 'skipped', at: now.toISOString() },
  updatedAt: now.toISOString(),
  updatedBy: invitedBy.userId,
})

type Renewal = Pick<Invitation, 'invitedBy' | 'now' | 'nonce' | 'roles'> & {
  readonly user: UserRecord
  readonly expiresInHours: number | undefined
}

/**
 * The invited user once the invitation is sent again: by whoever sends it now, who answers for it from now on, with
 * the roles that are left. 409 `user_not_invited` for who is in or suspended, 422 where no role is left.
 */
export const renewedInvitation = (renewal: Renewal): UserRecord => {
  const { user, roles, invitedBy, now, nonce, expiresInHours = defaultHours } = renewal
  if (user.status !== 'invited') throw new Problem('user_not_invited')
  if (roles.length === 0)
    throw new Problem(
      'invalid_request',
      'None of the roles of this invitation is left; remove it, and invite anew',
    )
  return {
    ...user,
    roleIds: roles.map((role) => role.roleId),
    invitedBy: invitedBy.userId,
    invitedAt: now.toISOString(),
    expiresAt: hoursFrom(now, expiresInHours),
    nonce,
    mail: { state: 'queued', at: now.toISOString() },
    updatedAt: now.toISOString(),
    updatedBy: invitedBy.userId,
  }
}

type First = {
  readonly accountId: string
  readonly email: string
  readonly name: string
  readonly now: Date
  readonly nonce: string
}

/** The first administrator of a new account, whom nobody invited but the deployment. */
export const firstAdministrator = ({ accountId, email, name, now, nonce }: First): UserRecord => ({
  accountId,
  userId: userIdOf(accountId, email),
  email,
  name,
  roleIds: [administratorRoleId],
  status: 'invited',
  source: 'bootstrap',
  invitedAt: now.toISOString(),
  expiresAt: hoursFrom(now, defaultHours),
  nonce,
  mail: { state: 'queued', at: now.toISOString() },
  updatedAt: now.toISOString(),
  updatedBy: 'bootstrap',
})

export type Person = { readonly email: string; readonly name: string; readonly phone?: string | undefined }

/** What an address typed at the invite link leaves: no user yet, a request that the mail confirms. */
export const joinRequestOf = (account: Account, person: Person, nonce: string, now: Date): JoinRequest => ({
  accountId: account.accountId,
  userId: userIdOf(account.accountId, person.email),
  email: person.email,
  name: person.name,
  ...(person.phone === undefined ? {} : { phone: person.phone }),
  nonce,
  linkVersion: account.link.version,
  requestedAt: now.toISOString(),
  expiresAt: hoursFrom(now, confirmationHours),
  mail: { state: 'queued', at: now.toISOString() },
})

/** The user that the invite link makes: active at once, with what is default now. The address is proved by then. */
export const joinedUser = (account: Account, person: Person, nonce: string, now: Date): UserRecord => {
  const userId = userIdOf(account.accountId, person.email)
  return {
    accountId: account.accountId,
    userId,
    email: person.email,
    name: person.name,
    ...(person.phone === undefined ? {} : { phone: person.phone }),
    roleIds: defaultRoles(account).map((role) => role.roleId),
    status: 'active',
    source: 'link',
    invitedAt: now.toISOString(),
    acceptedAt: now.toISOString(),
    nonce,
    mail: { state: 'skipped', at: now.toISOString() },
    updatedAt: now.toISOString(),
    updatedBy: userId,
  }
}
