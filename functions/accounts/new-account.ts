/** Making accounts. */
import { PutCommand, type PutCommandInput } from '@aws-sdk/lib-dynamodb'
import type { MailLanguage } from '../../shared/contract/mail.ts'
import { Problem } from '../problem.ts'
import { accountKey, accountsIndexKey } from '../table/keys.ts'
import { documents, isRefused, table, write } from '../table/table.ts'
import { findUser, additionOf as userAddition } from '../users/stored-users.ts'
import type { UserRecord } from '../users/user.ts'
import { firstDefaultRoleIds } from './account.ts'
import { findAccount } from './stored-account.ts'

type NewAccount = {
  readonly accountId: string
  readonly name: string
  readonly language?: MailLanguage | undefined
  readonly mailsPerDay?: number | undefined
  readonly now: Date
  /** `bootstrap` for the deploy-time step, or `operator`. */
  readonly by: string
}

/** Puts the account where there is none: one that is there stays as it is. */
const additionOf = ({ accountId, name, language, mailsPerDay, now, by }: NewAccount): PutCommandInput => ({
  ...table(),
  Item: {
    ...accountKey(accountId),
    ...accountsIndexKey(accountId, now.toISOString()),
    type: 'account',
    accountId,
    name,
    language,
    mailsPerDay,
    defaultRoleIds: firstDefaultRoleIds,
    createdAt: now.toISOString(),
    updatedAt: now.toISOString(),
    updatedBy: by,
  },
  ConditionExpression: 'attribute_not_exists(pk)',
})

/** Makes the account unless it is there. */
export const ensureAccount = async (account: NewAccount): Promise<void> => {
  try {
    await documents.send(new PutCommand(additionOf(account)))
  } catch (error) {
    if (!isRefused(error)) throw error
  }
}

/**
 * Makes the account with its first administrator, and returns both; where the very same request has made them before, as
 * they are by now. 422 `idempotency_key_reused` where the key has made an account with another administrator.
 */
export const addAccount = async (made: NewAccount, administrator: UserRecord, random: () => number) => {
  try {
    await write([{ Put: additionOf(made) }, { Put: userAddition(administrator) }], random)
  } catch (error) {
    if (!isRefused(error)) throw error
  }
  const [account, user] = await Promise.all([
    findAccount(made.accountId),
    findUser(made.accountId, administrator.userId),
  ])
  if (account && user) return { account, user }
  throw new Problem('idempotency_key_reused')
}
