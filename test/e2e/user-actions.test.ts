import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { userIdOf } from '../../functions/users/user.ts'
import { portal as words } from '../../portal/words/en/portal.ts'
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
  await page.getByRole('button', { name: words.users.actionsFor(name) }).click()
  await page.getByRole('menuitem', { name: action }).click()
}
const stored = async (scene: Scene, email: string) =>
  (await get(`${scene.path}/users/${userIdOf(scene.accountId, email)}`, scene.admin)).body

test('name, phone and roles are changed in a window, and the row shows it', async () => {
  const scene = await account()
  await role(scene.accountId, 'reader', ['reports:read'])
  const email = await member(scene.accountId, { name: 'Old Name' })
  const page = await users(scene)
  await choose(page, 'Old Name', words.users.edit)
  const window = page.getByRole('dialog', { name: words.users.editTitle('Old Name') })
  await window.getByRole('textbox', { name: words.users.name }).fill('')
  await window.getByRole('button', { name: words.users.save }).click()
  await window.getByText(words.fieldErrors.empty({ field: words.fields.name })).waitFor()
  await window.getByRole('textbox', { name: words.users.name }).fill('New Name')
  await window.getByLabel(words.invite.country).selectOption({ value: 'DE' })
  await window.getByRole('textbox', { name: words.users.phone }).fill('0151 12345678')
  await window.getByRole('checkbox', { name: 'reader' }).check()
  await window.getByRole('button', { name: words.users.save }).click()
  const row = page.getByRole('row', { name: email })
  await row.getByText('New Name').waitFor()
  await row.getByText('reader', { exact: true }).waitFor()
  expect(await stored(scene, email)).toMatchObject({
    name: 'New Name',
    phone: '+4915112345678',
    roleIds: ['member', 'reader'],
  })
})

test('closing a window returns the focus to the button whose menu opened it', async () => {
  const scene = await account()
  await member(scene.accountId, { name: 'Key Board' })
  const page = await users(scene)
  const button = page.getByRole('button', { name: words.users.actionsFor('Key Board') })
  for (const [action, end] of [
    [words.users.edit, 'Escape'],
    [words.users.suspend, 'Escape'],
  ] as const) {
    await button.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: action }).press('Enter')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press(end)
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => button.evaluate((one) => one.matches(':focus'))).toBe(true)
  }
})

test("suspending asks for confirmation; reinstating doesn't", async () => {
  const scene = await account()
  const email = await member(scene.accountId, { name: 'Sus Pended' })
  const page = await users(scene)
  await choose(page, 'Sus Pended', words.users.suspend)
  const question = page.getByRole('dialog', { name: words.users.suspendTitle('Sus Pended') })
  await question.getByRole('button', { name: words.frame.cancel }).click()
  expect((await stored(scene, email)).status).toBe('active')
  await choose(page, 'Sus Pended', words.users.suspend)
  await question.getByRole('button', { name: words.users.suspend }).click()
  const row = page.getByRole('row', { name: email })
  await row.getByText(words.users.statuses.suspended).waitFor()
  await choose(page, 'Sus Pended', words.users.reactivate)
  await row.getByText(words.users.statuses.active).waitFor()
})

test('an invitation is revoked from the details, and its link stops working', async () => {
  const scene = await account()
  const { email, token } = await invited(scene, { name: 'In Vited' })
  const page = await users(scene)
  await page.getByRole('button', { name: 'In Vited', exact: true }).click()
  await page
    .getByRole('dialog', { name: words.users.details })
    .getByRole('button', { name: words.users.actionsFor('In Vited') })
    .click()
  await page.getByRole('menuitem', { name: words.users.revoke }).click()
  const question = page.getByRole('dialog', { name: words.users.revokeTitle('In Vited') })
  await question.getByRole('button', { name: words.users.revoke }).click()
  await page.getByText(words.users.revoked('In Vited')).waitFor()
  await page.getByRole('row', { name: email }).waitFor({ state: 'detached' })
  await page.getByRole('dialog').first().waitFor({ state: 'detached' })
  expect((await preview(token)).body.code).toBe('invitation_revoked')
})

test("the last administrator isn't allowed to leave, and the window that asked says so", async () => {
  const scene = await account()
  const page = await users(scene)
  await choose(page, 'Ada Admin', words.users.leave('Acme'))
  const question = page.getByRole('dialog', { name: words.users.leaveTitle('Acme') })
  await question.getByRole('button', { name: words.users.leave('Acme') }).click()
  await question.getByText(words.problems.last_administrator).waitFor()
})

test('nobody is offered actions on users who have more permissions than they do', async () => {
  const scene = await account()
  await role(scene.accountId, 'keeper', ['users:read', 'users:write', 'roles:read'])
  const keeper = await member(scene.accountId, { name: 'Kee Per', roleIds: ['keeper'] })
  const page = await users(scene, keeper)
  await page.getByRole('button', { name: words.users.actionsFor('Ada Admin') }).click()
  await page.getByRole('menuitem', { name: words.users.edit }).waitFor()
  expect(await page.getByRole('menuitem', { name: /Suspend|Remove/ }).count()).toBe(0)
})
