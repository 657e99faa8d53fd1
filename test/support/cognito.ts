/**
 * Stands in for Cognito, which doesn't run on this machine: passes the events that AWS documents to the functions in
 * this process.
 */
import type {
  PreSignUpTriggerEvent,
  PreTokenGenerationV2TriggerEvent,
  PreTokenGenerationHostedAuthV2TriggerEvent as TokenEvent,
} from 'aws-lambda'
import { vi } from 'vitest'
import { deployHere } from './in-process.ts'
import { tableName } from './scene.ts'

type Attributes = Readonly<Record<string, string>>
type Trial = {
  /** The table that the function is configured with; the system's own by default. */
  readonly table?: string
  /** Milliseconds that the function has left. */
  readonly left?: number
}

const common = {
  region: 'us-east-1',
  userPoolId: 'us-east-1_EXAMPLE',
  userName: '7a0f9a8e-0d1c-4a5e-9a43-0c0a9c4b7d10',
  callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: '1example23456789' },
} as const

/** Runs a function as deployed, and returns its result with the lines that it logged. */
const watched = async <T>(table: string, run: () => Promise<T>) => {
  deployHere(table)
  const logs = [vi.spyOn(console, 'info').mockReturnValue(), vi.spyOn(console, 'error').mockReturnValue()]
  try {
    const given = await run()
    return { given, log: JSON.stringify(logs.map((log) => log.mock.calls)) }
  } finally {
    for (const log of logs) log.mockRestore()
  }
}

/** Signs up with this address. Returns undefined if it works, else the sentence that Cognito shows; and the log. */
export const signUp = async (
  email: string | undefined,
  triggerSource: PreSignUpTriggerEvent['triggerSource'] = 'PreSignUp_SignUp',
  { table = tableName, left = 5_000 }: Trial = {},
) => {
  const event: PreSignUpTriggerEvent = {
    ...common,
    version: '1',
    triggerSource,
    request: { userAttributes: email === undefined ? {} : { email } },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  }
  const { given, log } = await watched(table, async () => {
    const { handler } = await import('../../functions/sign-in/on-sign-up.ts')
    try {
      return { event: await handler(event, { getRemainingTimeInMillis: () => left }) }
    } catch (error) {
      return { refusal: error instanceof Error ? error.message : 'no error' }
    }
  })
  return { ...given, log, unchanged: JSON.stringify(given.event) === JSON.stringify(event) }
}

export type TokenClaims = Readonly<Record<string, string>>

/** What Cognito adds to both kinds of tokens for this address, and the log. */
export const tokensOf = async (
  email: string,
  attributes: Attributes = {},
  { table = tableName, left = 5_000 }: Trial = {},
): Promise<{ id: TokenClaims | undefined; access: TokenClaims | undefined; log: string }> => {
  const event: TokenEvent = {
    ...common,
    version: '2',
    triggerSource: 'TokenGeneration_HostedAuth',
    request: {
      userAttributes: {
        sub: common.userName,
        'cognito:user_status': 'CONFIRMED',
        email_verified: 'true',
        email,
        ...attributes,
      },
      groupConfiguration: { groupsToOverride: [], iamRolesToOverride: [] },
      scopes: ['openid', 'email'],
    },
    response: { claimsAndScopeOverrideDetails: {} },
  }
  const { given, log } = await watched(table, async (): Promise<PreTokenGenerationV2TriggerEvent> => {
    const { handler } = await import('../../functions/sign-in/on-token.ts')
    return handler(event, { getRemainingTimeInMillis: () => left })
  })
  const { idTokenGeneration, accessTokenGeneration } = given.response.claimsAndScopeOverrideDetails
  return {
    id: idTokenGeneration?.claimsToAddOrOverride,
    access: accessTokenGeneration?.claimsToAddOrOverride,
    log,
  }
}

/** The accounts in the token of the person with this address. */
export const accountsInToken = async (email: string): Promise<ReturnType<typeof JSON.parse>> =>
  JSON.parse((await tokensOf(email)).id?.usher_accounts ?? '{}')
