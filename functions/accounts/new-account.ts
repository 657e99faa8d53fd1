/** Making accounts. */
import type { MailLanguage } from '../../shared/contract/mail.ts'
import { Problem } from '../problem.ts'
import { product } from '../product/product.ts'
import { absent } from '../table/expressions.ts'
import { accountKey, accountsIndexKey } from '../table/keys.ts'
import { putOf, type Stamp, stamp, tryWrite, type WriteItem } from '../table/writes.ts'
import { findUser, additionOf as userAddition } from '../users/stored-users.ts'
import type { UserRecord } from '../users/user.ts'
import { findAccount } from './stored-account.ts'

/** By `bootstrap`, which is the deploy-time step, or `operator`. */
type NewAccount = Stamp & {
  readonly accountId: string
  readonly name: string
  readonly language?: MailLanguage | undefined
  readonly mailsPerDay?: number | undefined
}

/** Puts the account where there is none: one that is there stays as it is. */
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

/** Makes the account unless it is there. */
export const ensureAccount = (account: NewAccount): Promise<boolean> => tryWrite(additionOf(account))

/**
 * Makes the account with its first administrator, and returns both; where the very same request has made them before, as
 * they are by now. 422 `idempotency_key_reused` where the key has made an account with another administrator.
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
