/** The clients that the issuer of this machine knows. */

/** The portal's client, which is the audience of its tokens. */
export const clientId = 'usher-portal'
/** The client of the product's own backend; on this machine its secret is no secret. */
export const operator = { clientId: 'usher-operator', secret: 'operator', scope: 'usher/operator' } as const
export const operatorClient = (issuer: string) => ({
  tokenUrl: `${issuer}/token`,
  clientId: operator.clientId,
  clientSecret: operator.secret,
  scope: operator.scope,
})
/** Where `npm run token` lets the code be sent; nothing listens there. */
export const tokenRedirect = 'http://localhost/token'
