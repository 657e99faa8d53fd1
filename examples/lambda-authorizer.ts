/**
 * A Lambda authorizer (HTTP API, simple responses) for APIs whose routes name the permission that they need. It lets in anyone who
 * has it in the account of the path, and tells the route who they are.
 */
import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda'
import { accountsReader, can } from '../shared/client/account-access.ts'

const needed: Readonly<Record<string, 'reports:read' | 'reports:delete'>> = {
  'GET /accounts/{accountId}/reports': 'reports:read',
  'DELETE /accounts/{accountId}/reports': 'reports:delete',
}

export const authorizer = (issuer: string, audience: readonly string[]) => {
  const accountsOf = accountsReader<'reports:read' | 'reports:delete'>({ issuer, audience })
  return async ({ routeKey, headers, pathParameters }: Asked) => {
    const token = headers?.authorization?.replace(/^Bearer /i, '') ?? ''
    const accounts = await accountsOf(token).catch(() => undefined)
    const access = accounts?.get(pathParameters?.accountId ?? '')
    const permission = needed[routeKey]
    if (permission === undefined || !can(access, permission)) return { isAuthorized: false }
    return { isAuthorized: true, context: { roleIds: access?.roleIds.join(' ') ?? '' } }
  }
}

type Asked = Pick<APIGatewayRequestAuthorizerEventV2, 'routeKey' | 'headers' | 'pathParameters'>

export const handler = authorizer(process.env.ISSUER ?? '', [process.env.CLIENT ?? ''])
