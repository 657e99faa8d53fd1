/** The response for people who have joined. It doesn't sign them in; it says where to sign in. */
import type { Joined } from '../invitations/redeem.ts'
import { setting } from '../settings.ts'

export const joined = ({ account, user }: Joined) => ({
  status: 'active',
  accountId: account.accountId,
  accountName: account.name,
  email: user.email,
  signInUrl: setting('SIGN_IN_URL'),
})
