/**
 * The response for people who have joined, or who wait for an administrator. It doesn't sign them in; it says where to
 * sign in.
 */
import type { Joined, Waiting } from '../invitations/redeem.ts'
import { setting } from '../settings.ts'
import { type Answer, accepted, ok } from './answers.ts'

export const redeemed = (outcome: Joined | Waiting): Answer =>
  'user' in outcome
    ? ok({
        status: 'active',
        accountId: outcome.account.accountId,
        accountName: outcome.account.name,
        email: outcome.user.email,
        signInUrl: setting('SIGN_IN_URL'),
      })
    : accepted({
        status: 'requested',
        accountName: outcome.account.name,
        email: outcome.request.email,
      })
