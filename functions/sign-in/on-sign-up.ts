/**
 * Cognito calls this before somebody signs up, with a password or through another provider. Only people who are invited,
 * already have access, or can join an account by their address's domain may sign up. Users whom the pool's owners create in it themselves are let in.
 */
import type { Context, PreSignUpTriggerEvent } from 'aws-lambda'
import { normalizedAddress } from '../../shared/contract/address.ts'
import { findJoinable } from '../domains/stored-joining.ts'
import { logError, logInfo } from '../http/log.ts'
import { isInvitedOrActive } from '../people/memberships.ts'
import { inTime } from './in-time.ts'

type Time = Pick<Context, 'getRemainingTimeInMillis'>

/** The unchanged event, which lets them sign up. Throws the sentence that Cognito shows to the person. */
export const handler = async (event: PreSignUpTriggerEvent, time: Time): Promise<PreSignUpTriggerEvent> => {
  const mayEnter = event.triggerSource === 'PreSignUp_AdminCreateUser' || (await isExpected(event, time))
  logInfo({ operation: 'onSignUp', source: event.triggerSource, outcome: mayEnter ? 'let in' : 'refused' })
  if (!mayEnter)
    throw new Error(
      'Sign-up is by invitation: use the address that your invitation was sent to. If you have none, ask an administrator to invite you.',
    )
  return event
}

const isInvitedOrJoining = async (address: string, now: Date): Promise<boolean> =>
  (await isInvitedOrActive(address, now)) || (await findJoinable(address, now)).length > 0

const isExpected = async ({ request }: PreSignUpTriggerEvent, time: Time): Promise<boolean> => {
  const address = normalizedAddress(request.userAttributes.email ?? '')
  if (address === undefined) return false
  try {
    return await inTime(isInvitedOrJoining(address, new Date()), time)
  } catch (error) {
    logError(error, { operation: 'onSignUp' })
    // Not the error itself, because Cognito would show its message to anyone.
    throw new Error('Sign-up does not work at the moment. Try again in a minute.')
  }
}
