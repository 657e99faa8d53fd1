/** Accounts that people create for themselves, if the deployment lets them. */
import type { NewAccount } from '../../shared/contract/accounts.ts'
import { fieldError } from '../../shared/contract/field-errors.ts'
import { administratorRoleId } from '../../shared/contract/permissions.ts'
import { type NamedSignIn, nameFromSignIn } from '../../shared/contract/person-name.ts'
import { mailboxIdOf } from '../mail/mailbox.ts'
import { Problem } from '../problem.ts'
import { type UserRecord, userIdOf } from '../users/user.ts'

const daysCounted = 30

/** Counted by mailbox, so that `ann+1@example.com` is the same person as `ann@example.com`. */
export const accountLimit = (email: string, most: number) => ({
  of: `ACCOUNTS#${mailboxIdOf(email)}`,
  most,
  seconds: daysCounted * 86_400,
})

/**
 * What people may set for an account that they create for themselves. Throws 403 `operator_only` for fields that only
 * operators may set, and 422 for another administrator.
 */
export const requireForOneself = ({ admin, mailsPerDay, externalId, attributes, ...own }: NewAccount) => {
  if ([mailsPerDay, externalId, attributes].some((one) => one !== undefined))
    throw new Problem('operator_only')
  if (admin !== undefined)
    throw new Problem('invalid_request', 'You become the administrator of an account that you make', {
      errors: [fieldError('admin', { code: 'only_for_operators' })],
    })
  return own
}

/** The person who administers an account that an operator creates. Throws 422 if nobody is named. */
export const requireAdministrator = (admin: NewAccount['admin']) => {
  if (admin) return admin
  throw new Problem('invalid_request', undefined, { errors: [fieldError('admin', { code: 'missing' })] })
}

type Making = {
  readonly accountId: string
  readonly signIn: NamedSignIn
  readonly now: Date
  readonly nonce: string
}

/** The creator has access at once, because their sign-in has proved the address. */
export const ownAdministrator = ({ accountId, signIn, now, nonce }: Making): UserRecord => {
  const userId = userIdOf(accountId, signIn.email)
  const at = now.toISOString()
  return {
    accountId,
    userId,
    email: signIn.email,
    name: nameFromSignIn(signIn),
    roleIds: [administratorRoleId],
    status: 'active',
    source: 'bootstrap',
    invitedAt: at,
    acceptedAt: at,
    nonce,
    mail: { state: 'skipped', at },
    seat: true,
    updatedAt: at,
    updatedBy: userId,
  }
}
