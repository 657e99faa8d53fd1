import { createAccount, type NewAccount } from '../../shared/contract/accounts.ts'
import { created } from '../http/answers.ts'
import { selfServiceOperation } from '../http/operation.ts'
import type { SignIn } from '../http/sign-in.ts'
import { firstAdministrator, requireMailable } from '../invitations/invitation.ts'
import { requireLanguage } from '../product/languages.ts'
import { declaredAttributes, setting } from '../settings.ts'
import { operator } from '../sign-in/caller.ts'
import { publicUser } from '../users/user.ts'
import { accountIdOf, publicAccount } from './account.ts'
import { changedAttributes } from './attributes.ts'
import { addAccount, addOwnAccount } from './new-account.ts'
import { accountLimit, ownAdministrator, requireAdministrator, requireForOneself } from './self-service.ts'

/** How many accounts one person may create within 30 days; 0 if the deployment leaves that to operators. */
const accountsPerPerson = (): number => Number(setting('ACCOUNTS_PER_PERSON'))

type Making = {
  readonly body: NewAccount
  readonly now: Date
  readonly nonce: () => string
  readonly idempotencyKey?: string | undefined
}

const byOperator = ({ body, now, nonce, idempotencyKey }: Making) => {
  const { admin: named, ...given } = body
  const attributes = changedAttributes(body.attributes, { declared: declaredAttributes(), of: 'account' })
  const admin = requireAdministrator(named)
  requireMailable(admin.email, 'admin.email')
  const accountId = accountIdOf(idempotencyKey ?? nonce())
  const administrator = firstAdministrator({ accountId, ...admin, now, nonce: nonce(), by: operator })
  const made = { ...given, accountId, attributes, now, by: operator }
  return addAccount(made, administrator)
}

const byPerson = (signIn: SignIn, { body, now, nonce, idempotencyKey }: Making) => {
  const given = requireForOneself(body)
  const accountId = accountIdOf(idempotencyKey ?? nonce(), signIn.email)
  const administrator = ownAdministrator({ accountId, signIn, now, nonce: nonce() })
  return addOwnAccount(
    { ...given, accountId, now, by: administrator.userId, administrator },
    accountLimit(signIn.email, accountsPerPerson()),
  )
}

export const handler = selfServiceOperation(createAccount, {
  open: () => accountsPerPerson() > 0,
  async answer({ signIn, ...making }) {
    requireLanguage(making.body.language)
    const { account, user } = await (signIn ? byPerson(signIn, making) : byOperator(making))
    const { now } = making
    return created(
      { ...publicAccount(account, now), admin: publicUser(user, now) },
      `/v1/accounts/${account.accountId}`,
    )
  },
})
