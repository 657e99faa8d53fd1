/**
 * Another API of the product: a Lambda behind an HTTP API whose JWT authorizer trusts the same Cognito user pool.
 * docs/checking-permissions.md explains it. `USHER` is the portal's URL, such as https://users.example.com.
 *
 *     GET    /accounts/{accountId}/reports    needs reports:read, according to the token
 *     DELETE /accounts/{accountId}/reports    needs reports:delete, according to Usher at this moment
 */
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda'
import * as z from 'zod'
import { type UsherClient, usherClient } from '../shared/client/client.ts'

type Claims = Readonly<Record<string, unknown>>

const accountsClaim = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue('is no JSON')
      return z.NEVER
    }
  })
  .pipe(z.record(z.string(), z.object({ permissions: z.array(z.string()) })))

/** What the token lets its bearer do in an account: nothing if the claim is missing or not in Usher's format. */
export const permissionsIn = (claims: Claims, accountId: string): readonly string[] => {
  const accounts = new Map(Object.entries(accountsClaim.safeParse(claims.usher_accounts).data ?? {}))
  return accounts.get(accountId)?.permissions ?? []
}

/** What they may do there at this moment, according to Usher: nothing if it doesn't answer. */
export const permissionsNow = async (usher: UsherClient, accountId: string): Promise<readonly string[]> => {
  const me = await usher.getMe({})
  const accounts = me.ok ? me.value.accounts : []
  return accounts.find((account) => account.accountId === accountId)?.permissions ?? []
}

export const handler = async ({ requestContext, pathParameters, headers }: Request) => {
  const { claims } = requestContext.authorizer.jwt
  const accountId = pathParameters?.accountId ?? ''
  const token = headers.authorization?.replace(/^Bearer /i, '')
  const usher = usherClient({ baseUrl: process.env.USHER ?? 'http://localhost:3000', token: () => token })
  const reads = requestContext.http.method === 'GET'
  const permissions =
    reads && claims.usher_truncated !== 'true'
      ? permissionsIn(claims, accountId)
      : await permissionsNow(usher, accountId)
  if (!permissions.includes(reads ? 'reports:read' : 'reports:delete')) return { statusCode: 403 }
  return { statusCode: 200, body: JSON.stringify({ reports: [] }) }
}

type Request = Pick<APIGatewayProxyEventV2WithJWTAuthorizer, 'requestContext' | 'pathParameters' | 'headers'>
