import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { portal as words } from '../../portal/words/en/portal.ts'
import { get, patch, put, remove } from '../support/api.ts'
import { accessibilityFlaws, flawsInLightAndDark, phone, withBrowser } from '../support/browser.ts'
import { eventually } from '../support/eventually.ts'
import { account, invited, member, type Scene } from '../support/scene.ts'

const open = withBrowser()

/** Enough for a busy machine. */

test('the trail shows who changed what, and what happened to one user', async () => {
  const scene = await account()
  const { userId } = await invited(scene, { name: 'In Vited' })
  await patch(`${scene.path}/users/${userId}`, { roleIds: ['admin'] }, scene.admin)
  await put(`${scene.path}/default-roles`, { roleIds: [] }, scene.admin)
  await eventually(async () => {
    const { body } = await get(`${scene.path}/audit-events`, scene.admin)
    expect(body.items.length).toBeGreaterThanOrEqual(5)
  })
  const page = await open(`/accounts/${scene.accountId}/audit`, { as: scene.admin })
  await page
    .getByRole('row', { name: words.audit.actions['default_roles.changed'] })
    .getByText('Member → none')
    .waitFor()
  const changed = page.getByRole('row', { name: `${words.audit.actions['user.changed']}: In Vited` })
  await changed.getByText('Roles: Member → Administrator').waitFor()
  await changed.getByRole('link', { name: 'Ada Admin' }).waitFor()
  expect(await accessibilityFlaws(page)).toEqual([])
  await changed.getByRole('link', { name: 'In Vited' }).click()
  await expect.poll(() => new URL(page.url()).searchParams.get('userId')).toBe(userId)
  await page
    .getByRole('row', { name: words.audit.actions['default_roles.changed'] })
    .waitFor({ state: 'detached' })
  await expect.poll(() => page.getByRole('row').count()).toBe(3)
  await page.getByRole('button', { name: words.users.clearFilters }).click()
  await page.getByRole('row', { name: words.audit.actions['default_roles.changed'] }).waitFor()
})

test("a user's details lead to their part of the trail", async () => {
  const scene = await account()
  const { email } = await invited(scene, { name: 'In Vited' })
  const page = await open(`/accounts/${scene.accountId}/users`, {
    as: scene.admin,
    viewport: phone,
    colorScheme: 'dark',
  })
  await page.getByRole('button', { name: 'In Vited', exact: true }).click()
  await page.getByRole('dialog').getByText(email).waitFor()
  await page.getByRole('link', { name: words.audit.trailOf }).click()
  await page.getByRole('listitem').filter({ hasText: 'Invited: In Vited' }).waitFor()
  expect(await accessibilityFlaws(page)).toEqual([])
})

const trailOf = async (scene: Scene, count: number) => {
  await eventually(async () => {
    const { body } = await get(`${scene.path}/audit-events`, scene.admin)
    expect(body.items.length).toBeGreaterThanOrEqual(count)
  })
  return open(`/accounts/${scene.accountId}/audit`, { as: scene.admin })
}

test('filters by person, side, action and day are in the URL, each a step back, and the export has what they show', async () => {
  const scene = await account()
  const { userId } = await invited(scene, { name: 'In Vited' })
  await patch(`${scene.path}/users/${userId}`, { roleIds: ['admin'] }, scene.admin)
  const page = await trailOf(scene, 4)
  const search = () => new URL(page.url()).search
  const rows = page.getByRole('row')
  await page.getByRole('combobox', { name: words.audit.person }).fill('in vit')
  await page.getByRole('option', { name: 'In Vited' }).click()
  await expect.poll(search).toBe(`?userId=${userId}`)
  await expect.poll(() => rows.count()).toBe(3)
  await page.getByRole('combobox', { name: words.audit.what }).selectOption('user.changed')
  await expect.poll(() => rows.count()).toBe(2)
  expect(await flawsInLightAndDark(page)).toEqual([])
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: words.audit.exportCsv }).click()
  const text = await readFile(await (await download).path(), 'utf8')
  expect(text.trim().split('\r\n')).toHaveLength(2)
  expect(text).toContain('Ada Admin')
  expect(text).toContain('Roles: Member → Administrator')
  await page.goBack()
  await expect.poll(search).toBe(`?userId=${userId}`)
  await page.getByRole('combobox', { name: words.audit.sideLabel }).selectOption('actor')
  await page.getByRole('heading', { name: words.audit.nothingFound }).waitFor()
  await page.getByRole('button', { name: words.users.clearFilters }).click()
  await page.getByLabel(words.audit.to).fill('2020-01-31')
  await page.getByRole('heading', { name: words.audit.nothingFound }).waitFor()
  expect(search()).toBe('?to=2020-01-31')
})

test('a removed person is told apart without a name, a revocation is one line, and their address finds them', async () => {
  const scene = await account()
  const { userId, email } = await invited(scene, { name: 'Go Ne' })
  expect((await remove(`${scene.path}/users/${userId}`, scene.admin)).status).toBe(204)
  const page = await trailOf(scene, 4)
  const refused: string[] = []
  page.on('response', (response) => response.status() >= 400 && refused.push(response.url()))
  const former = words.audit.former(userId.slice(4, 8))
  const revoked = page.getByRole('row', {
    name: `${words.audit.actions['user.invitation_revoked']}: ${former}`,
  })
  await revoked.waitFor()
  expect(await revoked.getByRole('cell').last().textContent()).toBe('Roles: Member')
  await page.getByRole('combobox', { name: words.audit.person }).fill(email)
  await page.getByRole('option', { name: words.audit.formerWith(email) }).click()
  await expect.poll(() => new URL(page.url()).search).toBe(`?userId=${userId}`)
  await expect.poll(() => page.getByRole('row').count()).toBe(3)
  expect(refused).toEqual([])
})

test("people who may not read the trail aren't shown the way to it", async () => {
  const scene = await account()
  const page = await open(`/accounts/${scene.accountId}/users`, { as: await member(scene.accountId) })
  await page.getByRole('link', { name: words.audit.fields.roleIds }).waitFor()
  expect(await page.getByRole('link', { name: words.audit.title }).count()).toBe(0)
})
