/** Who signs people in: an issuer named in the settings or, by default, a Cognito user pool. */
import type { Construct } from 'constructs'
import { CognitoSignIn, type CognitoSignInProps } from './cognito.ts'
import type { SignIn } from './sign-in.ts'

export function signIn(scope: Construct, props: CognitoSignInProps): SignIn {
  const {
    issuer,
    audience,
    operatorClientId,
    operatorAudience = operatorClientId,
    operatorScope,
  } = props.settings
  if (issuer === undefined || audience === undefined) return new CognitoSignIn(scope, 'SignIn', props)
  return {
    issuer,
    origins: [new URL(issuer).origin],
    clientFor: () => audience,
    operator: {
      audience: operatorAudience ?? audience,
      scope: operatorScope,
      ...(operatorClientId !== undefined && { clientId: operatorClientId }),
    },
  }
}
