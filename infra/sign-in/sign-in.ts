/** The interface of an issuer: Cognito by default, or any other. */

/** What the stack needs to know about an issuer. */
export interface SignIn {
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
}
