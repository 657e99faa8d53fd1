import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { userIdOf } from '../../functions/users/user.ts'
import { portal as words } from '../../portal/words/en/portal.ts'
import { get } from '../support/api.ts'
import { withBrowser } from '../support/browser.ts'
import { account, invited, mails, member, role, type Scene } from '../support/scene.ts'

const open = withBrowser()
const { bulk } = words.users

const select = async (page: Page, names: readonly string[]) => {
  for (const name of names) await page.getByLabel(words.users.select(name)).check()
}

const userOf = async (scene: Scene, email: string) =>
  (await get(`${scene.path}/users/${userIdOf(scene.accountId, email)}`, scene.admin)).body

test('suspends several users at once, and Undo restores their access', async () => {
  const scene = await account()
  const ann = await member(scene.accountId, { name: 'Ann Lee' })
  const bob = await member(scene.accountId, { name: 'Bob Ray' })
  const page = await open(`/accounts/${scene.accountId}/users`, { as: scene.admin })
  await select(page, ['Ann Lee', 'Bob Ray'])
  const bar = page.getByRole('toolbar', { name: bulk.label })
  await bar.getByText(words.users.selected(2)).waitFor()
  await bar.getByRole('button', { name: bulk.suspend }).click()
  const window = page.getByRole('dialog', { name: bulk.titles.suspend(2) })
  await window.getByRole('button', { name: bulk.suspend }).click()
  await window.getByText(bulk.summary(2, 2)).waitFor()
  expect([(await userOf(scene, ann)).status, (await userOf(scene, bob)).status]).toEqual([
    'suspended',
    'suspended',
  ])
  await window.getByRole('button', { name: bulk.undo }).click()
  await expect.poll(() => window.getByText(bulk.undone).count()).toBe(2)
  expect([(await userOf(scene, ann)).status, (await userOf(scene, bob)).status]).toEqual(['active', 'active'])
  await window.getByRole('button', { name: bulk.close, exact: true }).last().click()
  await bar.waitFor({ state: 'detached' })
})

test('an action counts the users it applies to, and skips the others and oneself', async () => {
  const scene = await account()
  await member(scene.accountId, { name: 'Ann Lee' })
  const { email } = await invited(scene, { name: 'In Vited' })
  const page = await open(`/accounts/${scene.accountId}/users`, { as: scene.admin })
  await select(page, ['Ada Admin', 'Ann Lee', 'In Vited'])
  const bar = page.getByRole('toolbar', { name: bulk.label })
  await bar.getByRole('button', { name: bulk.countOf(bulk.suspend, 1) }).waitFor()
  expect(await bar.getByRole('button', { name: bulk.reactivate }).count()).toBe(0)
  await bar.getByRole('button', { name: bulk.countOf(bulk.resend, 1) }).click()
  const window = page.getByRole('dialog', { name: bulk.titles.resend(1) })
  await window.getByRole('button', { name: bulk.resend }).click()
  await window.getByText(bulk.summary(1, 1)).waitFor()
  await mails(email)
})

test('a refusal for one user is shown beside them, and the others succeed', async () => {
  const scene = await account()
  const ann = await member(scene.accountId, { name: 'Ann Lee' })
  const gone = await member(scene.accountId, { name: 'Go Ne' })
  await role(scene.accountId, 'reader', ['reports:read'])
  const page = await open(`/accounts/${scene.accountId}/users`, { as: scene.admin })
  await select(page, ['Ann Lee', 'Go Ne'])
  await page.getByRole('toolbar').getByRole('button', { name: bulk.roles }).click()
  const window = page.getByRole('dialog', { name: bulk.titles.roles(2) })
  await window.getByRole('checkbox', { name: 'reader' }).check()
  await page.route(`**/users/${userIdOf(scene.accountId, gone)}`, (route) =>
    route.fulfill({ status: 404, contentType: 'application/problem+json', json: problem }),
  )
  await window.getByRole('button', { name: bulk.roles }).click()
  await window.getByText(bulk.summary(1, 2)).waitFor()
  await window.getByText(words.problems.user_not_found).waitFor()
  expect((await userOf(scene, ann)).roleIds).toEqual(['reader'])
})

const problem = {
  type: 'about:blank',
  title: 'User not found',
  status: 404,
  detail: '',
  code: 'user_not_found',
  requestId: 'none',
}

test('the export has every user that matches the filter, and no cell that a spreadsheet would run', async () => {
  const scene = await account()
  await member(scene.accountId, { name: '=HYPERLINK("http://evil.example")', roleIds: ['member'] })
  for (let index = 0; index < 60; index++) await member(scene.accountId, { name: `Person ${index}` })
  const page = await open(`/accounts/${scene.accountId}/users?roleId=member`, { as: scene.admin })
  await page.getByRole('button', { name: words.users.more }).click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: words.users.exportCsv }).click()
  const file = await downloading
  expect(file.suggestedFilename()).toBe(words.users.exportFile('Acme'))
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n')
  expect(lines).toHaveLength(62)
  expect(lines.join('\n')).not.toContain(scene.admin)
  expect(lines.some((line) => line.includes(`"'=HYPERLINK`))).toBe(true)
})
