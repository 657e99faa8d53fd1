import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import * as z from 'zod/mini'
import { bodyOf } from '../../../local/services/cloud.ts'
import { deployHere } from '../../support/in-process.ts'

/** Where CloudFormation waits for the response. */
const answers: { readonly type: string | undefined; readonly body: unknown }[] = []
let status = 200
const bucket = createServer(async (request, response) => {
  const body: unknown = JSON.parse((await bodyOf(request)).toString())
  answers.push({ type: request.headers['content-type'], body })
  response.writeHead(status).end()
})
beforeAll(() => new Promise<void>((ready) => bucket.listen(0, '127.0.0.1', ready)))
afterAll(() => new Promise((closed) => bucket.close(closed)))

const ask = async (RequestType: string, properties: object): Promise<void> => {
  deployHere(inject('system').tableName)
  for (const log of ['info', 'error'] as const) vi.spyOn(console, log).mockReturnValue()
  const { handler } = await import('../../../functions/accounts/on-deploy.ts')
  const { port } = z
    .object({ port: z.number() })
    .parse(bucket.address() satisfies AddressInfo | string | null)
  await handler({
    RequestType,
    ResponseURL: `http://127.0.0.1:${port}/answer`,
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'FirstAdministrator',
    ResourceProperties: properties,
  })
}
const refused = { accountName: 'Acme', adminEmail: 'ada@example.com', adminName: 'see www.example.com' }

test('a resource whose creation failed can still be deleted', async () => {
  await ask('Create', refused)
  await ask('Delete', refused)
  expect(answers.map(({ body }) => body)).toMatchObject([{ Status: 'FAILED' }, { Status: 'SUCCESS' }])
  expect(answers.map(({ type }) => type ?? '')).toEqual(['', ''])
})

test("a response that doesn't arrive is an error, so that Lambda retries", async () => {
  status = 403
  await expect(ask('Delete', refused)).rejects.toThrow('answered 403')
})
