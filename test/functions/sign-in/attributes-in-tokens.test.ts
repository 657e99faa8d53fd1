import { expect, test, vi } from 'vitest'
import { accountKey, userKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import type { AttributeDeclarations } from '../../../shared/contract/attributes.ts'
import { eventually } from '../../support/eventually.ts'
import { deployHere } from '../../support/in-process.ts'
import { account, set, tableName } from '../../support/scene.ts'

const declared: AttributeDeclarations = {
  plan: { type: 'string', of: ['account'], inTokens: true },
  seats: { type: 'number', of: ['account'], inTokens: false },
  costCenter: { type: 'string', of: ['user'], inTokens: true },
  manager: { type: 'boolean', of: ['user', 'account'], inTokens: false },
}

test('tokens carry those of the account and of the user that are declared so', async () => {
  const scene = await account()
  deployHere(tableName)
  process.env.ATTRIBUTES = JSON.stringify(declared)
  vi.spyOn(console, 'info').mockReturnValue()
  await set(accountKey(scene.accountId), 'attributes', { plan: 'gold', seats: 7 })
  await set(userKey(scene.accountId, userIdOf(scene.accountId, scene.admin)), 'attributes', {
    costCenter: 'R&D',
    manager: true,
  })
  const { handler } = await import('../../../functions/sign-in/on-token.ts')
  const event = {
    request: { userAttributes: { email: scene.admin, email_verified: 'true' } },
  } as unknown as Parameters<typeof handler>[0]
  const accounts = await eventually(async () => {
    const { response } = await handler(event, { getRemainingTimeInMillis: () => 5_000 })
    const claims = response.claimsAndScopeOverrideDetails?.idTokenGeneration?.claimsToAddOrOverride
    const found = JSON.parse(String(claims?.usher_accounts))
    expect(found).toHaveProperty(scene.accountId)
    return found
  })
  expect(accounts[scene.accountId]).toMatchObject({
    attributes: { plan: 'gold' },
    userAttributes: { costCenter: 'R&D' },
  })
  expect(JSON.stringify(accounts)).not.toMatch(/seats|manager/)
})
