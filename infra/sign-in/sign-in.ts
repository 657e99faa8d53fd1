/** The part of an issuer that may be replaced: Cognito by default, or any other. */

/** What the stack wants to know of an issuer. */
export interface SignIn {
  issuer: string
  /** Where the portal's pages must be let connect to in order to sign somebody in. */
  origins: string[]
  /** The id of the portal's client, which is what its tokens name as audience. */
  clientFor(portalUrl: string): string
  /**
   * What the tokens of the product's own backend name as their audience, the one client that may get them, and the scope
   * that they carry. Without a client there are no operators.
   */
  operator: { audience: string; clientId?: string; scope: string; tokenUrl?: string }
}
