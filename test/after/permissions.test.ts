import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'

// What the functions in the front-door tests were allowed to do, and what they did; local/iam/permissions.ts writes it.
const permissions = z
  .array(z.object({ function: z.string(), action: z.string(), resource: z.string(), used: z.boolean() }))
  .parse(JSON.parse(readFileSync('.local-test/permissions.json', 'utf8')))

test('no function has a permission that no test needed', () => {
  expect(permissions.length).toBeGreaterThan(100)
  expect(
    permissions
      .filter(({ used }) => !used)
      .map((unused) => `${unused.function} ${unused.action} ${unused.resource}`),
  ).toEqual([])
})
