/** What the stack needs to know about an issuer: Cognito, or any other. */
import type { IUserPool } from 'aws-cdk-lib/aws-cognito'

export interface Issuer {
  /** Exactly as its tokens name it. */
  issuer: string
  /** Origins that the portal's pages must be able to connect to for the sign-in. */
  origins: string[]
  /** The id of the portal's client, which its tokens name as their audience. */
  clientFor(portalUrl: string): string
  /**
   * The audience of operator tokens, the only client that may get them, and the scope that they carry. Without a client
   * there are no operators.
   */
  operator: { audience: string; clientId?: string; scope: string; tokenUrl?: string }
  /** The user pool, if it's Cognito. */
  userPool?: IUserPool
}
