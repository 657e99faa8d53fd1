/** The product's own API: reading takes the token's word, deleting asks Usher at that very moment. */
import { accountsIn, accountsNow, can, usherClient } from 'usher/client'
import type { product } from './product.ts'

type Permission = keyof NonNullable<(typeof product)['permissions']>

type Request = {
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly pathParameters?: Readonly<Record<string, string | undefined>>
  readonly requestContext: {
    readonly http: { readonly method: string }
    readonly authorizer: { readonly jwt: { readonly claims: Readonly<Record<string, unknown>> } }
  }
}

export const handler = async ({ headers, pathParameters, requestContext }: Request) => {
  const token = headers.authorization?.replace(/^Bearer /i, '')
  const usher = usherClient({ baseUrl: process.env.USHER ?? '', token: () => token })
  const reads = requestContext.http.method === 'GET'
  const told = accountsIn<Permission>(requestContext.authorizer.jwt.claims)
  const accounts =
    reads && !told.truncated ? told : await accountsNow<Permission>(usher).catch(() => undefined)
  const access = accounts?.get(pathParameters?.accountId ?? '')
  if (!can(access, reads ? 'reports:read' : 'reports:delete')) return { statusCode: 403 }
  return { statusCode: 200, body: JSON.stringify({ reports: [] }) }
}
