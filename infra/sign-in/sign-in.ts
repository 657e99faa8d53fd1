/** Who signs people in: Cognito, by a pool that is made here or there already, or an issuer of your own. */

import type { IUserPool, IUserPoolClient, UserPool } from 'aws-cdk-lib/aws-cognito'
import type { Construct } from 'constructs'
import { operatorScope } from '../../shared/contract/operator.ts'
import { secureUrl, words } from '../fields.ts'
import { checkedAs, SettingError } from '../setting-error.ts'
import { type CognitoOptions, type CognitoParts, CognitoSignIn } from './cognito.ts'
import { ExistingPoolSignIn, type PoolOptions } from './existing-pool.ts'
import type { Issuer } from './issuer.ts'

/** An issuer of your own. */
export interface OidcOptions {
  /** The issuer, exactly as its tokens name it. It must sign with RSA keys. */
  issuer: string
  /** The id of the portal's client there, which its tokens name as their audience. */
  audience: string
  /** The client of your own backend, which acts on every account. By default there are no operators. */
  operator?: OidcOperator
}

/** The operators' client at an issuer of your own. */
export interface OidcOperator {
  /** Its id, which its tokens name as `client_id` or `azp`. People must not be able to get tokens with it. */
  clientId: string
  /** The audience that its tokens name. By default `clientId`. */
  audience?: string
  /** The scope that makes its access tokens an operator's. @default 'usher/operator' */
  scope?: string
}

type Bind = (scope: Construct, parts: CognitoParts) => Issuer

/** Who signs people in. */
export class SignIn {
  /** @internal */
  readonly bind: Bind

  private constructor(bind: Bind) {
    this.bind = bind
  }

  /** A Cognito user pool that is made here, with its sign-in page and its clients. */
  static cognito(options: CognitoOptions = {}): SignIn {
    return new SignIn((scope, parts) => new CognitoSignIn(scope, 'SignIn', { ...options, ...parts }))
  }

  /**
   * A user pool that is there, with a client in it for the portal: one without a secret, with the authorization code flow,
   * the scopes openid, email and profile, and the portal's address with a slash (`https://users.example.com/`) among its
   * callback and sign-out URLs. With `tokenClaims`, which takes a pool of your own app, its tokens carry accounts and
   * permissions.
   */
  static existingPool(
    pool: UserPool,
    client: IUserPoolClient,
    options: PoolOptions & { tokenClaims: true },
  ): SignIn
  static existingPool(pool: IUserPool, client: IUserPoolClient, options: PoolOptions): SignIn
  static existingPool(
    pool: IUserPool,
    client: IUserPoolClient,
    options: PoolOptions & { tokenClaims?: true },
  ): SignIn {
    return new SignIn(
      (scope, parts) => new ExistingPoolSignIn(scope, 'SignIn', { pool, client, ...options, ...parts }),
    )
  }

  /** Any OIDC issuer that signs with RSA keys and puts `email` and `email_verified` into ID tokens. */
  static oidc({ issuer, audience, operator }: OidcOptions): SignIn {
    const at = (name: string) => `signIn.${name}`
    checkedAs(secureUrl, issuer, at('issuer'))
    checkedAs(words, audience, at('audience'))
    if (operator) checkedAs(words, operator.clientId, at('operator.clientId'))
    if (operator?.clientId === audience)
      throw new SettingError(
        'Setting signIn.operator.clientId: must be another client than the portal’s, by which people sign in',
      )
    return new SignIn(() => ({
      issuer,
      origins: [new URL(issuer).origin],
      clientFor: () => audience,
      operator: {
        audience: operator?.audience ?? operator?.clientId ?? audience,
        scope: operator?.scope ?? operatorScope,
        ...(operator && { clientId: operator.clientId }),
      },
    }))
  }
}
