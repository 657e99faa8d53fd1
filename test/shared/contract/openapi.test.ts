import { readFileSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { openApiDocument } from '../../../shared/contract/openapi.ts'
import { operations } from '../../../shared/contract/operations.ts'

const written: ReturnType<typeof openApiDocument> = JSON.parse(readFileSync('docs/openapi.json', 'utf8'))

test('the committed document matches the contract; `npm run openapi` writes it', () => {
  expect(written).toEqual(JSON.parse(JSON.stringify(openApiDocument())))
})

test('an independent validator accepts the document as OpenAPI 3.1', async () => {
  const validator = new Validator()
  expect(await validator.validate(structuredClone(written))).toEqual({ valid: true })
  expect(validator.version).toBe('3.1')
  expect(await validator.validate({ ...written, paths: { nonsense: {} } })).toMatchObject({ valid: false })
})

test('every operation is in the document, once, with its answers and its problems', () => {
  const found = Object.values(written.paths).flatMap((path) => Object.values(path))
  expect(found.map((one) => one.operationId).toSorted()).toEqual(operations.map(({ id }) => id).toSorted())
  const invite = written.paths['/v1/accounts/{accountId}/users']?.post
  expect(Object.keys(invite?.responses ?? {})).toEqual([
    '201',
    '400',
    '401',
    '403',
    '404',
    '409',
    '413',
    '415',
    '422',
    '429',
    '500',
    '503',
  ])
  expect(invite?.requestBody?.content['application/json'].schema).toMatchObject({
    required: ['email', 'name', 'roleIds'],
    additionalProperties: false,
    properties: {
      email: { type: 'string', format: 'email' },
      name: { maxLength: 100 },
      expiresInHours: { maximum: 720 },
    },
  })
})
