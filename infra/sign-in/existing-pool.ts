/** Sign-in through a Cognito user pool that isn't made here. */

import { Stack, Token } from 'aws-cdk-lib'
import {
  CfnUserPool,
  CfnUserPoolClient,
  FeaturePlan,
  type IUserPool,
  type IUserPoolClient,
  UserPool,
} from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'
import { operatorScope } from '../../shared/contract/operator.ts'
import { origin } from '../fields.ts'
import { checkedAs, SettingError } from '../setting-error.ts'
import type { CognitoParts } from './cognito.ts'
import { addTokenClaims } from './cognito-triggers.ts'
import type { Issuer } from './issuer.ts'

/** A user pool that is there. */
export interface PoolOptions {
  /** Where the pool's sign-in page is: `domain.baseUrl()`, or the `https://` address of your own domain. */
  loginUrl: string
  /** The client of your own backend, which acts on every account. By default there are no operators. */
  operator?: PoolOperator
}

/** The operators' client in a user pool that is there. */
export interface PoolOperator {
  /** A client of the pool with a secret, which gets the scope through client credentials. */
  client: IUserPoolClient
  /** The scope that makes its tokens an operator's: of a resource server of the pool. @default 'usher/operator' */
  scope?: string
}

interface ExistingPoolProps extends PoolOptions, CognitoParts {
  pool: IUserPool
  client: IUserPoolClient
  tokenClaims?: true
}

export class ExistingPoolSignIn extends Construct implements Issuer {
  readonly issuer: string
  readonly origins: string[]
  readonly operator: Issuer['operator']
  readonly userPool: IUserPool
  readonly #client: IUserPoolClient

  constructor(scope: Construct, id: string, { pool, client, ...props }: ExistingPoolProps) {
    super(scope, id)
    const { operator, tokenClaims } = props
    const loginUrl = Token.isUnresolved(props.loginUrl)
      ? props.loginUrl
      : checkedAs(origin, props.loginUrl, 'signIn.loginUrl')
    const host = `cognito-idp.${pool.env.region}.${Stack.of(this).urlSuffix}`
    this.issuer = `https://${host}/${pool.userPoolId}`
    this.origins = [`https://${host}`, loginUrl]
    this.userPool = pool
    this.#client = client
    const clientId = (operator?.client ?? client).userPoolClientId
    this.operator = {
      audience: clientId,
      scope: operator?.scope ?? operatorScope,
      ...(operator && { clientId, tokenUrl: `${loginUrl}/oauth2/token` }),
    }
    if (tokenClaims) {
      refuseForClaims(this, pool)
      addTokenClaims(this, pool, props)
    }
  }

  clientFor(portalUrl: string): string {
    refuseClient(this.#client, `${portalUrl}/`)
    return this.#client.userPoolClientId
  }
}

function refuseForClaims(scope: Construct, pool: IUserPool): asserts pool is UserPool {
  const refuse = (message: string) => new SettingError(`Setting signIn.tokenClaims: ${message}`)
  if (!(pool instanceof UserPool)) throw refuse('takes a user pool of this app, and this one is imported')
  if (Stack.of(pool) !== Stack.of(scope)) throw refuse('takes a user pool of the same stack')
  const { defaultChild } = pool.node
  if (defaultChild instanceof CfnUserPool && defaultChild.userPoolTier === FeaturePlan.LITE)
    throw refuse('takes a user pool with the feature plan Essentials or Plus')
}

/** What can be seen of a client at synth. One that's imported, or refers to what a deploy makes, passes. */
const refuseClient = ({ node: { defaultChild } }: IUserPoolClient, back: string): void => {
  if (!(defaultChild instanceof CfnUserPoolClient)) return
  const refuse = (message: string) => new SettingError(`Setting signIn: the portal’s client ${message}`)
  const { generateSecret, callbackUrLs = [] } = defaultChild
  if (generateSecret === true) throw refuse('must have no secret: set generateSecret to false')
  const known = [back, ...callbackUrLs].every((url) => !Token.isUnresolved(url))
  if (known && !callbackUrLs.includes(back)) throw refuse(`must have ${back} among its callbackUrls`)
}
