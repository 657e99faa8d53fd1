import { expect, test } from 'vitest'
import { userKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { get, operator, post } from '../../support/api.ts'
import { eventually } from '../../support/eventually.ts'
import { account, invite, item, member, somebody } from '../../support/scene.ts'

test('an operator exports everything about a person, whatever their status in an account', async () => {
  const [one, other] = [await account({ name: 'One' }), await account({ name: 'Other' })]
  const email = somebody()
  await invite(one, { email, name: 'Ann One', phone: '+4915112345678', sendEmail: false })
  await member(other.accountId, { email, name: 'Ann Other', status: 'suspended' })
  await eventually(async () => {
    const { status, body } = await post('/people/export', { email: ` ${email.toUpperCase()}` }, operator)
    expect(status).toBe(200)
    expect(body.email).toBe(email)
    const byName = Object.groupBy(body.accounts, ({ accountName }: { accountName: string }) => accountName)
    expect(byName.One).toMatchObject([
      { user: { name: 'Ann One', phone: '+4915112345678' }, auditEvents: [{ action: 'user.invited' }] },
    ])
    expect(byName.Other).toMatchObject([{ user: { name: 'Ann Other', status: 'suspended' } }])
  })
  expect((await post('/people/export', { email: somebody() }, operator)).body.accounts).toEqual([])
})

test('an operator erases a person from all accounts, except where they are the last administrator', async () => {
  const [one, mine] = [await account(), await account()]
  const email = mine.admin
  await member(one.accountId, { email, name: 'Ann', roleIds: ['admin'] })
  const { body } = await post('/people/erase', { email }, operator)
  expect(body.accounts).toHaveLength(2)
  expect(body.accounts).toContainEqual({ accountId: one.accountId, outcome: 'erased' })
  expect(body.accounts).toContainEqual({
    accountId: mine.accountId,
    outcome: 'refused',
    code: 'last_administrator',
  })
  const left = await item(userKey(one.accountId, userIdOf(one.accountId, email)))
  expect(JSON.stringify(left)).not.toMatch(new RegExp(`Ann|${email}`))
  expect((await get('/me', email)).body.accounts).toMatchObject([{ accountId: mine.accountId }])
})

test('only operators learn which accounts a person is in', async () => {
  const { admin } = await account()
  for (const path of ['/people/export', '/people/erase'])
    expect(await post(path, { email: admin }, admin)).toMatchObject({
      status: 403,
      body: { code: 'operator_only' },
    })
})
