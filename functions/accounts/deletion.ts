/**
 * Deleting and restoring an account: who may, until when, and the certificate of what was erased. Pure rules, without
 * table access.
 */
import { createHash } from 'node:crypto'
import { daysOfGrace } from '../../shared/contract/account-deletion.ts'
import type { AuditEvent } from '../../shared/contract/audit.ts'
import { fieldError } from '../../shared/contract/field-errors.ts'
import { administratorRoleId } from '../../shared/contract/permissions.ts'
import { Problem } from '../problem.ts'
import type { Caller } from '../sign-in/caller.ts'
import { isPast } from '../users/user.ts'
import type { Account } from './account.ts'

/**
 * Operators may always delete. Throws 403 `permission_missing` for anyone but a built-in administrator, and 422 if the
 * name isn't the account's.
 */
export const requireMayDelete = (
  { userId, roleIds }: Caller,
  account: Account,
  name: string | undefined,
): void => {
  if (userId !== undefined && !roleIds.includes(administratorRoleId))
    throw new Problem('permission_missing', 'Only an administrator can delete the account')
  if (name === account.name || (userId === undefined && name === undefined)) return
  throw new Problem('invalid_request', 'Give the name of the account to confirm that you mean it', {
    errors: [fieldError('name', { code: 'not_account_name' })],
  })
}

/** The account, deleted now; unchanged if it was deleted before. */
export const deletedAccount = (account: Account, now: Date): Account =>
  account.deletedAt === undefined
    ? {
        ...account,
        deletedAt: now.toISOString(),
        restorableUntil: new Date(now.getTime() + daysOfGrace * 86_400_000).toISOString(),
      }
    : account

/** The account without its deletion. Throws 409 `account_not_restorable` once the grace period has ended. */
export const restoredAccount = (account: Account, now: Date): Account => {
  if (isPast(account.restorableUntil, now)) throw new Problem('account_not_restorable')
  return { ...account, deletedAt: undefined, restorableUntil: undefined }
}

/** The record that an account was deleted, and how far its erasure has come. */
export type Deletion = {
  readonly accountId: string
  readonly deletedAt: string
  /** The id of a user, or `operator`. */
  readonly deletedBy: string
  /** When erasing began; from then on nothing restores the account. */
  readonly erasingSince?: string | undefined
  /** When the first pass found nothing more. */
  readonly erasedAt?: string | undefined
  /** When the sweeper looks at it next; undefined for never again. */
  readonly due?: string | undefined
  /** What was erased, by kind of item. */
  readonly counts: Readonly<Record<string, number>>
}

/** A stream keeps its records for 24 hours. Whatever an old record brings back is found by a pass after that. */
const hoursUntilLastLook = 25

export const lastLookAt = (now: Date): Date => new Date(now.getTime() + hoursUntilLastLook * 3_600_000)

/** The operator's trail's entry about what was erased: only ids and numbers. Each deletion has one entry. */
export const certificateOf = (
  { accountId, counts, ...deletion }: Deletion,
  erasedAt: string,
): AuditEvent => ({
  eventId: `${erasedAt}#${numberOf(accountId)}`,
  at: erasedAt,
  action: 'account.erased',
  actor: 'usher',
  subject: { kind: 'account', id: accountId },
  before: { deletedAt: deletion.deletedAt, deletedBy: deletion.deletedBy },
  after: { erased: counts },
  personal: [],
})

/** 48 bits of the id as a number, which distinguishes accounts erased at the same moment. */
const numberOf = (accountId: string): number =>
  createHash('sha256').update(accountId).digest().readUIntBE(0, 6)

/** What an item counts as: its type or, without one, what its key says. */
export const kindOfItem = ({ type, status, sk }: Readonly<Record<string, unknown>>): string => {
  if (status === 'removed') return `removed-${String(type)}`
  if (typeof type === 'string') return type
  return String(sk).startsWith('DAY#') ? 'mail-day' : 'held-mails'
}
