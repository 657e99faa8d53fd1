import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { userIdOf } from '../../functions/users/user.ts'
import { get, preview } from '../support/api.ts'
import { withBrowser } from '../support/browser.ts'
import { account, invited, member, role, type Scene } from '../support/scene.ts'

const open = withBrowser()

const users = async (scene: Scene, as = scene.admin): Promise<Page> => {
  const page = await open(`/accounts/${scene.accountId}/users`, { as })
  await page.getByRole('row', { name: scene.admin }).waitFor()
  return page
}
const choose = async (page: Page, name: string, action: string): Promise<void> => {
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: action }).click()
}
const stored = async (scene: Scene, email: string) =>
  (await get(`${scene.path}/users/${userIdOf(scene.accountId, email)}`, scene.admin)).body

test('name, phone and roles are changed in a window, and the row shows it', async () => {
  const scene = await account()
  await role(scene.accountId, 'reader', ['reports:read'])
  const email = await member(scene.accountId, { name: 'Old Name' })
  const page = await users(scene)
  await choose(page, 'Old Name', 'Change')
  const window = page.getByRole('dialog', { name: 'Change Old Name' })
  await window.getByRole('textbox', { name: 'Name' }).fill('')
  await window.getByRole('button', { name: 'Save' }).click()
  await window.getByText('Name must not be empty.').waitFor()
  await window.getByRole('textbox', { name: 'Name' }).fill('New Name')
  await window.getByLabel('Country').selectOption({ value: 'DE' })
  await window.getByRole('textbox', { name: 'Phone' }).fill('0151 12345678')
  await window.getByRole('checkbox', { name: 'reader' }).check()
  await window.getByRole('button', { name: 'Save' }).click()
  const row = page.getByRole('row', { name: email })
  await row.getByText('New Name').waitFor()
  await row.getByText('Member and reader').waitFor()
  expect(await stored(scene, email)).toMatchObject({
    name: 'New Name',
    phone: '+4915112345678',
    roleIds: ['member', 'reader'],
  })
})

test('the focus is back on the button once a window is closed that its menu has opened', async () => {
  const scene = await account()
  await member(scene.accountId, { name: 'Key Board' })
  const page = await users(scene)
  const button = page.getByRole('button', { name: 'Actions for Key Board' })
  for (const [action, end] of [
    ['Change', 'Escape'],
    ['Suspend', 'Escape'],
  ] as const) {
    await button.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: action }).press('Enter')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press(end)
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => button.evaluate((one) => one.matches(':focus')), { message: action }).toBe(true)
  }
})

test('suspending asks first; letting in again does not', async () => {
  const scene = await account()
  const email = await member(scene.accountId, { name: 'Sus Pended' })
  const page = await users(scene)
  await choose(page, 'Sus Pended', 'Suspend')
  const question = page.getByRole('dialog', { name: 'Suspend Sus Pended?' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  expect((await stored(scene, email)).status).toBe('active')
  await choose(page, 'Sus Pended', 'Suspend')
  await question.getByRole('button', { name: 'Suspend' }).click()
  const row = page.getByRole('row', { name: email })
  await row.getByText('Suspended').waitFor()
  await choose(page, 'Sus Pended', 'Let in again')
  await row.getByText('Active').waitFor()
})

test('an invitation is revoked from the details, and its link ends', async () => {
  const scene = await account()
  const { email, token } = await invited(scene, { name: 'In Vited' })
  const page = await users(scene)
  await page.getByRole('button', { name: 'In Vited', exact: true }).click()
  await page
    .getByRole('dialog', { name: 'Details' })
    .getByRole('button', { name: 'Revoke the invitation' })
    .click()
  const question = page.getByRole('dialog', { name: 'Revoke the invitation of In Vited?' })
  await question.getByRole('button', { name: 'Revoke the invitation' }).click()
  await page.getByText('The invitation of In Vited is revoked.').waitFor()
  await page.getByRole('row', { name: email }).waitFor({ state: 'detached' })
  await page.getByRole('dialog').first().waitFor({ state: 'detached' })
  expect((await preview(token)).body.code).toBe('invitation_revoked')
})

test('removing the last administrator is refused in the window that asked', async () => {
  const scene = await account()
  const page = await users(scene)
  await choose(page, 'Ada Admin', 'Remove')
  const question = page.getByRole('dialog', { name: 'Remove Ada Admin?' })
  await question.getByRole('button', { name: 'Remove' }).click()
  await question.getByText('The account needs at least one administrator.').waitFor()
})

test('nobody is offered to manage who may do more than they', async () => {
  const scene = await account()
  await role(scene.accountId, 'keeper', ['users:read', 'users:write', 'roles:read'])
  const keeper = await member(scene.accountId, { name: 'Kee Per', roleIds: ['keeper'] })
  const page = await users(scene, keeper)
  await page.getByRole('button', { name: 'Actions for Ada Admin' }).click()
  await page.getByRole('menuitem', { name: 'Change' }).waitFor()
  expect(await page.getByRole('menuitem', { name: /Suspend|Remove/ }).count()).toBe(0)
})
