import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App } from 'aws-cdk-lib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { usherStack } from '../../infra/assemble.ts'
import { functionFiles } from '../../infra/functions/bundle-functions.ts'
import { productImport } from '../../infra/functions/product-import.ts'
import { checkedSettings, type GivenSettings } from '../../infra/settings.ts'

const productOf = (product: object) => checkedSettings({ product } as GivenSettings).product
const reports = { 'reports:read': { label: 'View reports' } }
const payments = { 'payments:write': { label: 'Pay', sensitive: true } }
const role = (permissions: readonly string[], label: unknown = 'Analyst') => ({ label, permissions })

test("without a product there are only Usher's own roles, and accounts make up permissions", () => {
  expect(checkedSettings({}).product).toEqual({
    permissions: {},
    roles: {},
    defaultRoles: ['member'],
    customPermissions: true,
  })
})

test('a text applies to every language, or each language has its own', () => {
  const label = { en: 'View reports', de: 'Berichte ansehen' }
  const { permissions } = productOf({ permissions: { 'reports:read': { label, group: 'Reports' } } })
  expect(permissions['reports:read']).toEqual({ label, group: { en: 'Reports' }, sensitive: false })
})

test("if the product lists permissions, accounts can't make up their own unless it says so", () => {
  expect(productOf({ permissions: reports }).customPermissions).toBe(false)
  expect(productOf({ permissions: reports, customPermissions: true }).customPermissions).toBe(true)
})

test('a checked product is valid, and stays the same', () => {
  const checked = productOf({ permissions: reports, roles: { analyst: role(['reports:read']) } })
  expect(productOf(checked)).toEqual(checked)
})

test.each([
  [
    { permissions: { reports: { label: 'x' } } },
    'product.permissions.reports: must be two words like reports:read',
  ],
  [
    { permissions: { 'users:read': { label: 'x' } } },
    'product.permissions.users:read: is one of Usher’s own permissions',
  ],
  [{ permissions: { 'reports:read': {} } }, 'product.permissions.reports:read.label: must be a text'],
  [
    { permissions: { 'reports:read': { label: { de: 'x' } } } },
    'product.permissions.reports:read.label.en: is missing',
  ],
  [
    { permissions: { 'reports:read': { label: { en: 'x', fr: 'x' } } } },
    'product.permissions.reports:read.label: has no fr',
  ],
  [
    { permissions: { 'reports:read': { label: 'x', sensitve: true } } },
    'product.permissions.reports:read: has no sensitve',
  ],
  [
    { permissions: { 'reports:read': { label: 'a\u202eb' } } },
    'product.permissions.reports:read.label.en: must be 1 to 100 visible',
  ],
  [{ roles: { Analyst: role([]) } }, 'product.roles.Analyst: must be an id of small letters'],
  [{ roles: { admin: role([], 'Boss') } }, 'product.roles.admin: must be an id'],
  [{ roles: { rol_x: role([]) } }, 'product.roles.rol_x: must be an id'],
  [
    { roles: { boss: role([], 'Adm1nistrator') } },
    'product.roles.boss.label.en: looks like the name or id of another role',
  ],
  [
    { roles: { a: role([], 'Editor'), b: role([], { en: 'Writer', de: 'editor' }) } },
    'product.roles.b.label.de: looks like',
  ],
  [
    { roles: { a: role(['pages:read']) } },
    'product.roles.a.permissions.0: must be one of the permissions listed, unlike pages:read',
  ],
  [
    { roles: { a: role(['users:read', 'users:read']) } },
    'product.roles.a.permissions: must not name a permission twice',
  ],
  [{ defaultRoles: ['admin'] }, 'product.defaultRoles.0: must not be admin'],
  [
    { defaultRoles: ['analyst'] },
    'product.defaultRoles.0: must be member or one of the roles listed, unlike analyst',
  ],
  [
    { permissions: payments, roles: { payer: role(['payments:write']) }, defaultRoles: ['payer'] },
    'product.defaultRoles.0: must be a role that anyone with the invite link may get, and payer has payments:write',
  ],
  [
    { roles: { lead: role(['users:invite']) }, defaultRoles: ['member', 'lead'] },
    'product.defaultRoles.1: must be a role that anyone with the invite link may get, and lead has users:invite',
  ],
  [{ colour: 'red' }, 'product: has no colour'],
])('the product %j is refused in one line that names the place', (product, line) => {
  const check = () => productOf(product)
  expect(check).toThrow(line)
  expect(check).toThrow(/^Setting [^\n]*$/)
})

test('any input is either checked or refused in one line', () => {
  const value = fc.anything({ maxDepth: 3 })
  const shape = fc.record(
    { permissions: value, roles: value, defaultRoles: value, customPermissions: value },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(shape, (product) => {
      try {
        expect(productOf(product)).toHaveProperty('customPermissions')
      } catch (error) {
        expect(String(error)).toMatch(/^Error: Setting [^\n]*$/)
      }
    }),
  )
})

test("300 permissions in two languages are next to the code of the functions that read them, whose environment doesn't change", () => {
  const outdir = mkdtempSync(join(tmpdir(), 'usher-product-'))
  const folder = (name: string, file: string, content: string) => {
    mkdirSync(join(outdir, name))
    writeFileSync(join(outdir, name, file), content)
    return join(outdir, name)
  }
  // Only the imports of a function's code matter here.
  const bundles = new Map(
    [...functionFiles.keys()].map((name) => [name, folder(name, 'index.mjs', `import '${productImport}'`)]),
  )
  const built = { bundles, portalFolder: folder('portal', 'index.html', '') }
  const permissions = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [
      `area-${index}:read`,
      {
        label: { en: `View the area number ${index}`, de: `Den Bereich Nummer ${index} ansehen` },
        group: 'Areas',
      },
    ]),
  )
  expect(Buffer.byteLength(JSON.stringify(permissions))).toBeGreaterThan(30_000)
  const app = new App({ outdir: join(outdir, 'cdk.out'), treeMetadata: false })
  const settings = checkedSettings({ product: { permissions } })
  const { stackName } = usherStack(app, settings, built)
  const { Resources } = template.parse(app.synth().getStackByName(stackName).template)
  for (const name of ['ListRoles', 'GetCatalog', 'InviteUser', 'SendMail']) {
    const found = Object.entries(Resources).find(([id]) => id.includes(`${name}Function`))
    const { Code, Environment } = lambda.parse(found?.[1].Properties)
    const file = join(app.outdir, `asset.${Code.S3Key.replace('.zip', '')}`, 'product.json')
    expect(JSON.parse(readFileSync(file, 'utf8')).permissions).toEqual(settings.product.permissions)
    expect(Buffer.byteLength(JSON.stringify(Environment ?? {}))).toBeLessThan(2_000)
  }
})

const lambda = z.object({ Code: z.object({ S3Key: z.string() }), Environment: z.optional(z.looseObject({})) })
const template = z.object({
  Resources: z.record(z.string(), z.object({ Properties: z._default(z.looseObject({}), {}) })),
})
