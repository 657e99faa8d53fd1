/** Who signs people in: an issuer named in the settings, or else a Cognito user pool. */
import type { Construct } from 'constructs'
import { CognitoSignIn } from './cognito.ts'
import type { MailSender } from './mail.ts'
import type { Settings } from './settings.ts'

/** What the stack wants to know of an issuer. */
export interface SignIn {
  issuer: string
  /** Where the portal's pages must be let connect to in order to sign somebody in. */
  origins: string[]
  /** The id of the portal's client, which is what its tokens name as audience. */
  clientFor(portalUrl: string): string
}

export function signIn(scope: Construct, settings: Settings, mail: MailSender): SignIn {
  const { issuer, audience } = settings
  if (issuer === undefined || audience === undefined)
    return new CognitoSignIn(scope, 'SignIn', settings, mail)
  return { issuer, origins: [new URL(issuer).origin], clientFor: () => audience }
}
