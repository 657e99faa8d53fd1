import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { firstAdministrator as admin } from '../../local/first-administrator.ts'
import type { RunningSystem } from '../../local/system.ts'
import { portal as german } from '../../portal/words/de/portal.ts'
import { portal as words } from '../../portal/words/en/portal.ts'
import { defineProduct } from '../../shared/product/define-product.ts'
import { callerOf } from '../support/api.ts'
import { flawsInLightAndDark, withBrowser } from '../support/browser.ts'
import { ownSystem } from '../support/own-system.ts'

const product = defineProduct({
  permissions: {
    'reports:read': { label: { en: 'View reports', de: 'Berichte ansehen' }, group: 'Reports' },
    'reports:write': { label: 'Write reports', description: 'And delete them', group: 'Reports' },
    'billing:write': { label: 'Change the plan', group: 'Billing', sensitive: true },
  },
  roles: {
    analyst: { label: { en: 'Analyst', de: 'Analystin' }, permissions: ['users:read', 'reports:read'] },
  },
})

let system: RunningSystem
let path: string
let call: ReturnType<typeof callerOf>

beforeAll(async () => {
  system = await ownSystem({ product })
  call = callerOf(system)
  path = `/accounts/${(await call('GET', '/me', { as: admin })).body.accounts[0].accountId}`
})
afterAll(() => system.stop())

const open = withBrowser(() => system)
const card = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) })

test('a role is made of the product’s permissions, by their labels and under their groups', async () => {
  const page = await open(`${path}/roles`, { as: admin })
  await page.getByRole('button', { name: words.roles.newRole }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(words.roles.name).fill('Writer')
  await dialog.getByRole('group', { name: 'Billing' }).getByLabel('Change the plan').waitFor()
  await dialog.getByRole('group', { name: 'Reports' }).getByLabel('Write reports').check()
  await dialog.getByLabel(words.roles.permissionNames['users:read']).check()
  expect(await dialog.getByLabel(words.roles.otherPermissions).count()).toBe(0)
  expect(await flawsInLightAndDark(page)).toEqual([])
  await dialog.getByRole('button', { name: words.roles.save }).click()
  await card(page, 'Writer').getByText('Write reports').waitFor()
  const { items } = (await call('GET', `${path}/roles`, { as: admin })).body
  expect(items.find(({ name }: { name: string }) => name === 'Writer').permissions.toSorted()).toEqual([
    'reports:write',
    'users:read',
  ])
})

test('a role of the product has its name in the reader’s language, and nothing to change it', async () => {
  const page = await open(`${path}/roles`, { as: admin, locale: 'de-DE' })
  const analyst = card(page, 'Analystin')
  await analyst.getByText('Berichte ansehen').waitFor()
  await analyst.getByText(german.roles.sources.product).waitFor()
  expect(await analyst.getByRole('button').count()).toBe(0)
})
