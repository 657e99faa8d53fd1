/** For the few tests that run a handler in their own process, to watch or break what it calls. */
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { inject } from 'vitest'
import { mocked } from './clean-process.ts'
import { environmentOf, signingKey } from './handlers.ts'

/** A gate, and the function whose calls go through it. */
type Through = { readonly gateUrl: string; readonly functionId: string }

/** The id in the template of the function with that name: `functionId('InviteUser')`. */
export const functionId = (name: string): string => {
  const found = inject('system').functionIds.find((id) => id.includes(`${name}Function`))
  if (found === undefined) throw new Error(`There is no function ${name}`)
  return found
}

/**
 * Sets the environment that the stack would give a function. Call it before importing the handler. Without `through`,
 * the handler may do everything.
 */
export const deployHere = (tableName: string, through?: Through): void => {
  const { portalUrl, dynamodbUrl } = inject('system')
  const reached = through?.gateUrl ?? dynamodbUrl
  Object.assign(
    process.env,
    environmentOf({ tableName, portalUrl, dynamodbUrl: reached, functionId: through?.functionId }),
  )
  mocked(SecretsManagerClient).on(GetSecretValueCommand).resolves(signingKey)
}
