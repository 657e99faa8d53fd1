/**
 * Another API of the product on plain Node, which checks tokens itself. `ISSUER` and `CLIENT` are the stack's issuer and the
 * client whose tokens it takes.
 *
 *     node examples/node-server.ts
 *     curl localhost:8080/accounts/acc_…/reports -H "authorization: Bearer $ID_TOKEN"
 */
import { createServer } from 'node:http'
import { accountsReader, can } from '../shared/client/account-access.ts'
import { defineProduct } from '../shared/product/define-product.ts'

const product = defineProduct({ permissions: { 'reports:read': { label: 'View reports' } } })

export const reports = (issuer: string, client: string) => {
  const accountsOf = accountsReader({ issuer, audience: [client], product })
  return createServer(async ({ url = '', headers }, response) => {
    const accountId = /^\/accounts\/(acc_[\w-]+)\/reports$/.exec(url)?.[1] ?? ''
    const token = headers.authorization?.replace(/^Bearer /i, '') ?? ''
    const accounts = await accountsOf(token).catch(() => undefined)
    response.setHeader('content-type', 'application/json')
    if (!accounts) response.writeHead(401).end('{}')
    else if (!can(accounts.get(accountId), 'reports:read')) response.writeHead(403).end('{}')
    else response.end(JSON.stringify({ reports: [] }))
  })
}

if (import.meta.main)
  reports(process.env.ISSUER ?? 'http://localhost:3001', process.env.CLIENT ?? 'usher-portal').listen(8_080)
