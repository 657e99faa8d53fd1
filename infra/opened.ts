/** What the construct opens to its host. */
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront'
import type { IUserPool } from 'aws-cdk-lib/aws-cognito'
import type { Issuer } from './sign-in/issuer.ts'

/** Who signs people in, and the clients whose tokens the API takes. */
export interface UsherSignIn {
  /** Exactly as its tokens name it. */
  readonly issuer: string
  /** The ids of the clients. */
  readonly audiences: readonly string[]
  /** The user pool, if it's Cognito. */
  readonly userPool?: IUserPool
}

/** The client of your own backend, which acts on every account. Its secret is at the issuer. */
export interface UsherOperator {
  /** Its id. */
  readonly clientId: string
  /** Where it gets its tokens, if the issuer is Cognito. */
  readonly tokenUrl?: string
  /** The scope that it asks for. */
  readonly scope: string
}

/** Where the portal is. */
export interface UsherPortal {
  /** Without a slash at its end. */
  readonly url: string
  /** For further behaviors of your own. */
  readonly distribution: Distribution
}

export const operatorOf = ({ clientId, tokenUrl, scope }: Issuer['operator']): UsherOperator | undefined =>
  clientId === undefined ? undefined : { clientId, scope, ...(tokenUrl !== undefined && { tokenUrl }) }
