/**
 * Another API of the product: a Lambda behind an HTTP API whose JWT authorizer trusts the same Cognito user pool.
 * docs/checking-permissions.md explains it. `USHER` is the portal's URL, such as https://users.example.com.
 *
 *     GET    /accounts/{accountId}/reports    needs reports:read, according to the token
 *     DELETE /accounts/{accountId}/reports    needs reports:delete, according to Usher at this moment
 */
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda'
import { accountsIn, accountsNow, can } from '../shared/client/account-access.ts'
import { usherClient } from '../shared/client/client.ts'

type Permission = 'reports:read' | 'reports:delete'

export const handler = async ({ requestContext, pathParameters, headers }: Request) => {
  const { claims } = requestContext.authorizer.jwt
  const token = headers.authorization?.replace(/^Bearer /i, '')
  const usher = usherClient({ baseUrl: process.env.USHER ?? 'http://localhost:3000', token: () => token })
  const reads = requestContext.http.method === 'GET'
  const told = accountsIn<Permission>(claims)
  const accounts =
    reads && !told.truncated ? told : await accountsNow<Permission>(usher).catch(() => undefined)
  const access = accounts?.get(pathParameters?.accountId ?? '')
  if (!can(access, reads ? 'reports:read' : 'reports:delete')) return { statusCode: 403 }
  return { statusCode: 200, body: JSON.stringify({ reports: [] }) }
}

type Request = Pick<APIGatewayProxyEventV2WithJWTAuthorizer, 'requestContext' | 'pathParameters' | 'headers'>
