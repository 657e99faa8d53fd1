/** The answer to who has joined. It signs nobody in: it says where to. */
import type { Joined } from '../invitations/redeem.ts'
import { setting } from '../settings.ts'

export const joined = ({ account, user }: Joined) => ({
  status: 'active',
  accountId: account.accountId,
  accountName: account.name,
  email: user.email,
  signInUrl: setting('SIGN_IN_URL'),
})
