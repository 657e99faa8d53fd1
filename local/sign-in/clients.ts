/** The clients that this machine's issuer knows. */

/** The portal's client, which is the audience of its tokens. */
export const clientId = 'usher-portal'
/** The client of the product's own backend. On this machine its secret isn't secret. */
export const operator = { clientId: 'usher-operator', secret: 'operator', scope: 'usher/operator' } as const
export const operatorClient = (issuer: string) => ({
  tokenUrl: `${issuer}/token`,
  clientId: operator.clientId,
  clientSecret: operator.secret,
  scope: operator.scope,
})
/** Where `npm run token` has the code sent; nothing listens there. */
export const tokenRedirect = 'http://localhost/token'
