/**
 * Cognito calls this before it makes tokens, at sign-in and at each refresh. ID and access tokens then say which
 * accounts somebody belongs to, and what they may do there.
 */
import type { Context, PreTokenGenerationV2TriggerEvent } from 'aws-lambda'
import { normalizedAddress } from '../../shared/contract/address.ts'
import { logError } from '../http/log.ts'
import { accessIn, markSeen, membershipsOf } from '../people/memberships.ts'
import { accountClaims, mostAccountsInToken } from './account-claims.ts'
import { inTime } from './in-time.ts'

/**
 * The event with the claims. Never throws: if something can't be read, the tokens have no claims, which grants nothing.
 */
export const handler = async (
  event: PreTokenGenerationV2TriggerEvent,
  time: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<PreTokenGenerationV2TriggerEvent> => {
  try {
    const claimsToAddOrOverride = await inTime(claimsOf(event.request.userAttributes), time)
    if (claimsToAddOrOverride === undefined) return event
    const generation = { claimsToAddOrOverride }
    const details = { idTokenGeneration: generation, accessTokenGeneration: generation }
    return { ...event, response: { claimsAndScopeOverrideDetails: details } }
  } catch (error) {
    logError(error, { operation: 'onToken' })
    return event
  }
}

type Attributes = PreTokenGenerationV2TriggerEvent['request']['userAttributes']

/** Undefined for an unproved address; Usher itself requires a proved one. */
const claimsOf = async ({ email = '', email_verified }: Attributes) => {
  const address = normalizedAddress(email)
  if (address === undefined || email_verified !== 'true') return undefined
  const now = new Date()
  const memberships = await membershipsOf(address, now)
  const seen = markSeen(memberships, now)
  const accounts = await Promise.all(memberships.slice(0, mostAccountsInToken).map(accessIn))
  await seen
  const open = accounts.filter((one) => one !== undefined)
  return accountClaims(open, memberships.length > mostAccountsInToken)
}
