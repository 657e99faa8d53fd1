/** Creating accounts. */
import type { MailLanguage } from '../../shared/contract/mail.ts'
import { Problem } from '../problem.ts'
import { product } from '../product/product.ts'
import { absent } from '../table/expressions.ts'
import { accountKey, accountsIndexKey } from '../table/keys.ts'
import { putOf, type Stamp, stamp, tryWrite, type WriteItem } from '../table/writes.ts'
import { findUser, additionOf as userAddition } from '../users/stored-users.ts'
import type { UserRecord } from '../users/user.ts'
import { findAccount } from './stored-account.ts'

/** By `bootstrap` (the deploy-time step) or `operator`. */
type NewAccount = Stamp & {
  readonly accountId: string
  readonly name: string
  readonly language?: MailLanguage | undefined
  readonly mailsPerDay?: number | undefined
}

/** Puts the account if it doesn't exist; an existing one stays as it is. */
const additionOf = ({ accountId, name, language, mailsPerDay, ...by }: NewAccount): WriteItem =>
  putOf(
    {
      ...accountKey(accountId),
      ...accountsIndexKey(accountId, by.now.toISOString()),
      type: 'account',
      accountId,
      name,
      language,
      mailsPerDay,
      defaultRoleIds: product.defaultRoles,
      seatsTaken: 0,
      seatsCounted: true,
      createdAt: by.now.toISOString(),
      ...stamp(by),
    },
    absent('pk'),
  )

/** Creates the account unless it exists. */
export const ensureAccount = (account: NewAccount): Promise<boolean> => tryWrite(additionOf(account))

/**
 * Creates the account with its first administrator, and returns both. If the same request created them before, returns
 * their current state. Throws 422 `idempotency_key_reused` if the key created an account with another administrator.
 */
export const addAccount = async (made: NewAccount, administrator: UserRecord) => {
  await tryWrite(additionOf(made), userAddition(administrator))
  const [account, user] = await Promise.all([
    findAccount(made.accountId),
    findUser(made.accountId, administrator.userId),
  ])
  if (account && user) return { account, user }
  throw new Problem('idempotency_key_reused')
}
