import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { roleKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { firstAdministrator as admin } from '../../../local/first-administrator.ts'
import { credentials, region } from '../../../local/services/dynamodb.ts'
import { mailsTo } from '../../../local/services/mailbox.ts'
import type { RunningSystem } from '../../../local/system.ts'
import { defineProduct } from '../../../shared/product/define-product.ts'
import { callerOf, operator } from '../../support/api.ts'
import { eventually } from '../../support/eventually.ts'
import { longestStart, ownSystem } from '../../support/own-system.ts'
import { somebody, tokenOf } from '../../support/scene.ts'
import { userItem } from '../../support/stored-items.ts'

const product = defineProduct({
  permissions: {
    'reports:read': { label: { en: 'View reports', de: 'Berichte ansehen' }, group: 'Reports' },
    'reports:write': { label: 'Write reports', description: 'And delete them', group: 'Reports' },
    'billing:write': { label: 'Change the plan', sensitive: true },
  },
  roles: {
    analyst: {
      label: { en: 'Analyst', de: 'Analystin' },
      description: 'Reads reports',
      permissions: ['users:read', 'reports:read'],
    },
    payer: { label: 'Payer', permissions: ['billing:write'] },
  },
  defaultRoles: ['analyst'],
})

let system: RunningSystem
let database: DynamoDBDocumentClient
let call: ReturnType<typeof callerOf>
let accountId: string
let path: string

beforeAll(async () => {
  system = await ownSystem({ product })
  database = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: system.dynamodbUrl, region, credentials }),
  )
  call = callerOf(system)
  accountId = (await call('GET', '/me', { as: admin })).body.accounts[0].accountId
  path = `/accounts/${accountId}`
}, longestStart)
afterAll(() => system.stop())

const put = (Item: object) => database.send(new PutCommand({ TableName: system.tableName, Item }))
const createRole = (body: object, as = admin) => call('POST', `${path}/roles`, { as, body })
const invite = (roleIds: readonly string[], as = admin) =>
  call('POST', `${path}/users`, { as, body: { email: somebody(), name: 'Grace', roleIds, sendEmail: false } })
/** Somebody with these roles, stored directly, bypassing the rules. */
const member = async (roleIds: readonly string[]): Promise<string> => {
  const email = somebody()
  await put(userItem(accountId, { email, roleIds }))
  return email
}

test("every account has the product's roles, and new ones its default roles, without anything being written to them", async () => {
  const { body } = await call('GET', `${path}/roles`, { as: admin })
  expect(body.items).toMatchObject([
    { roleId: 'admin', source: 'built-in', builtIn: true, sensitive: true, isDefault: false },
    { roleId: 'member', source: 'built-in', isDefault: false },
    {
      roleId: 'analyst',
      name: 'Analyst',
      description: 'Reads reports',
      permissions: ['users:read', 'reports:read'],
      source: 'product',
      builtIn: false,
      sensitive: false,
      isDefault: true,
    },
    { roleId: 'payer', source: 'product', sensitive: true, isDefault: false },
  ])
  const german = await call('GET', `${path}/roles?language=de`, { as: admin })
  expect(german.body.items.map(({ name }: { name: string }) => name)).toContain('Analystin')
  const made = await call('POST', '/accounts', {
    as: operator,
    body: { name: 'Globex', admin: { email: somebody(), name: 'Hank' } },
  })
  expect(made.body.defaultRoleIds).toEqual(['analyst'])
})

test('administrators have every permission that the product lists', async () => {
  const { body } = await call('GET', '/me', { as: admin })
  expect(body.accounts[0].permissions).toEqual(expect.arrayContaining(Object.keys(product.permissions ?? {})))
})

test('anyone who is signed in reads the catalog, in their language', async () => {
  expect((await call('GET', '/catalog')).status).toBe(401)
  expect((await call('GET', '/catalog', { as: somebody() })).body).toEqual({
    permissions: [
      { permission: 'reports:read', label: 'View reports', group: 'Reports', sensitive: false },
      {
        permission: 'reports:write',
        label: 'Write reports',
        description: 'And delete them',
        group: 'Reports',
        sensitive: false,
      },
      { permission: 'billing:write', label: 'Change the plan', sensitive: true },
    ],
    roles: [
      {
        roleId: 'analyst',
        label: 'Analyst',
        description: 'Reads reports',
        permissions: ['users:read', 'reports:read'],
        sensitive: false,
      },
      { roleId: 'payer', label: 'Payer', description: '', permissions: ['billing:write'], sensitive: true },
    ],
    defaultRoleIds: ['analyst'],
    customPermissions: false,
  })
  const german = await call('GET', '/catalog?language=de', { as: somebody() })
  expect(german.body.permissions[0].label).toBe('Berichte ansehen')
  expect(german.body.permissions[1].label).toBe('Write reports')
  const french = await call('GET', '/catalog?language=fr', { as: somebody() })
  expect(french.body.permissions[1].label).toBe('Write reports')
  expect((await call('GET', '/catalog?language=french', { as: somebody() })).status).toBe(422)
})

test('somebody invited with a product role joins with its permissions', async () => {
  const { body: user } = await invite(['analyst'])
  const token = tokenOf(user.invitationUrl)
  expect((await call('POST', '/invitations/preview', { body: { token } })).body.roleNames).toEqual([
    'Analyst',
  ])
  expect((await call('POST', '/invitations/redeem', { body: { token } })).status).toBe(200)
  const { body } = await call('GET', '/me', { as: user.email })
  expect(body.accounts).toMatchObject([{ roleIds: ['analyst'], permissions: ['users:read', 'reports:read'] }])
})

test("emails show a product role's name in their language", async () => {
  const email = somebody()
  expect((await call('PATCH', path, { as: admin, body: { language: 'de' } })).status).toBe(200)
  const body = { email, name: 'Grace', roleIds: ['analyst'] }
  expect((await call('POST', `${path}/users`, { as: admin, body })).status).toBe(201)
  await call('PATCH', path, { as: admin, body: { language: 'en' } })
  const mail = await eventually(async () => {
    const [first] = await mailsTo(system.mailUrl, email)
    expect(first).toBeDefined()
    return first
  })
  expect(mail?.body.text).toMatch(/als Analystin|as Analyst/)
})

test('nobody can change or delete a product role, and no role of an account can take its name', async () => {
  for (const [method, body] of [
    ['PATCH', { name: 'Mine' }],
    ['DELETE', undefined],
  ] as const)
    expect(await call(method, `${path}/roles/analyst`, { as: admin, body })).toMatchObject({
      status: 409,
      body: { code: 'role_of_product' },
    })
  for (const name of ['Analyst', 'PAYER', 'аnalyst'])
    expect(await createRole({ name, permissions: [] })).toMatchObject({ body: { code: 'role_name_taken' } })
})

test("an account's own roles can have permissions from the catalog, and a role keeps what it already has", async () => {
  expect(await createRole({ name: 'Writer', permissions: ['reports:read', 'pages:read'] })).toMatchObject({
    status: 422,
    body: { code: 'invalid_request', errors: [{ path: 'permissions.1' }] },
  })
  expect((await createRole({ name: 'Writer', permissions: ['reports:write', 'users:read'] })).status).toBe(
    201,
  )
  const old = { roleId: 'rol_old', name: 'Old', description: '', permissions: ['pages:read'] }
  await put({ ...roleKey(accountId, 'rol_old'), type: 'role', ...old })
  const change = (permissions: readonly string[]) =>
    call('PATCH', `${path}/roles/rol_old`, { as: admin, body: { permissions } })
  expect(await change(['pages:read', 'reports:read'])).toMatchObject({
    status: 200,
    body: { permissions: ['pages:read', 'reports:read'] },
  })
  expect((await change(['pages:read', 'pages:write'])).status).toBe(422)
  expect((await change(['reports:read'])).status).toBe(200)
  expect((await change(['pages:read'])).status).toBe(422)
})

test('only administrators grant a sensitive permission, in any way', async () => {
  const manages = ['users:read', 'users:invite', 'users:write', 'roles:read', 'roles:write', 'billing:write']
  const { body: manager } = await createRole({ name: 'Manager', permissions: manages })
  expect(manager).toMatchObject({ source: 'account', sensitive: true })
  const as = await member([manager.roleId])
  const { body: plain } = await createRole({ name: 'Plain', permissions: ['users:read'] }, as)
  const notTheirs = { status: 403, body: { code: 'role_not_yours_to_give' } }
  expect(await invite(['payer'], as)).toMatchObject(notTheirs)
  const other = userIdOf(accountId, await member([plain.roleId]))
  const give = (by: string) =>
    call('PATCH', `${path}/users/${other}`, { as: by, body: { roleIds: ['payer'] } })
  expect(await give(as)).toMatchObject(notTheirs)
  for (const reply of [
    await createRole({ name: 'Secret payer', permissions: ['users:read', 'billing:write'] }, as),
    await call('PATCH', `${path}/roles/${plain.roleId}`, { as, body: { permissions: manages } }),
  ])
    expect(reply).toMatchObject({
      status: 403,
      body: {
        code: 'permission_not_yours_to_give',
        errors: [{ code: 'permission_sensitive', permission: 'billing:write' }],
      },
    })
  expect((await give(admin)).status).toBe(200)
  expect((await invite(['payer'])).status).toBe(201)
})

test('an invitation with a sensitive permission is void once its inviter is no longer an administrator', async () => {
  const inviter = await member(['admin', 'payer'])
  const { body: user } = await invite(['payer'], inviter)
  const body = { roleIds: ['payer'] }
  const demoted = await call('PATCH', `${path}/users/${userIdOf(accountId, inviter)}`, { as: admin, body })
  expect(demoted.status).toBe(200)
  const token = tokenOf(user.invitationUrl)
  expect(await call('POST', '/invitations/redeem', { body: { token } })).toMatchObject({
    status: 410,
    body: { code: 'invitation_void' },
  })
})

test('no default role has a sensitive permission, even after a change of the product', async () => {
  expect(
    await call('PUT', `${path}/default-roles`, { as: admin, body: { roleIds: ['payer'] } }),
  ).toMatchObject({ status: 422, body: { code: 'role_not_for_default', errors: [{ path: 'roleIds.0' }] } })
  const { body: role } = await createRole({ name: 'Everybody', permissions: ['reports:read'] })
  await call('PUT', `${path}/default-roles`, { as: admin, body: { roleIds: [role.roleId] } })
  const body = { permissions: ['reports:read', 'billing:write'] }
  expect(await call('PATCH', `${path}/roles/${role.roleId}`, { as: admin, body })).toMatchObject({
    status: 422,
    body: { code: 'role_not_for_default' },
  })
  // The permission has become sensitive since the role was made a default.
  await put({ ...roleKey(accountId, role.roleId), type: 'role', ...role, ...body })
  expect((await call('GET', `${path}/default-roles`, { as: admin })).body.roleIds).toEqual([])
})

test('a removed product role grants nothing, and is still shown on its users', async () => {
  const email = await member(['analyst', 'auditor'])
  expect((await call('GET', '/me', { as: email })).body.accounts).toMatchObject([
    { roleIds: ['analyst'], permissions: ['users:read', 'reports:read'] },
  ])
  const user = await call('GET', `${path}/users/${userIdOf(accountId, email)}`, { as: admin })
  expect(user.body.roleIds).toEqual(['analyst', 'auditor'])
  const body = { roleIds: ['auditor'] }
  const given = await call('PATCH', `${path}/users/${userIdOf(accountId, email)}`, { as: admin, body })
  expect(given).toMatchObject({ status: 422, body: { errors: [{ path: 'roleIds.0' }] } })
})
