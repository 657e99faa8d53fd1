/** Who signs people in: an issuer named in the settings, or else a Cognito user pool. */
import type { Construct } from 'constructs'
import { CognitoSignIn } from './cognito.ts'
import type { MailSender } from './mail.ts'
import type { Settings } from './settings.ts'
import type { SignIn } from './sign-in.ts'

export function signIn(scope: Construct, settings: Settings, mail: MailSender): SignIn {
  const { issuer, audience, operatorAudience, operatorScope } = settings
  if (issuer === undefined || audience === undefined)
    return new CognitoSignIn(scope, 'SignIn', settings, mail)
  return {
    issuer,
    origins: [new URL(issuer).origin],
    clientFor: () => audience,
    operator: { audience: operatorAudience ?? audience, scope: operatorScope },
  }
}
