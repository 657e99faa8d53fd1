import { expect, test, vi } from 'vitest'
import { portal as words } from '../../portal/words/en/portal.ts'
import { get, patch, put } from '../support/api.ts'
import { accessibilityFlaws, phone, withBrowser } from '../support/browser.ts'
import { account, invited, member } from '../support/scene.ts'

const open = withBrowser()

test('the trail shows who changed what, and what happened to one user', async () => {
  const scene = await account()
  const { userId } = await invited(scene, { name: 'In Vited' })
  await patch(`${scene.path}/users/${userId}`, { roleIds: ['admin'] }, scene.admin)
  await put(`${scene.path}/default-roles`, { roleIds: [] }, scene.admin)
  await vi.waitFor(
    async () => {
      const { body } = await get(`${scene.path}/audit-events`, scene.admin)
      expect(body.items.length).toBeGreaterThanOrEqual(5)
    },
    { timeout: 20_000 },
  )
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
  await page
    .getByRole('row', { name: words.audit.actions['default_roles.changed'] })
    .waitFor({ state: 'detached' })
  await expect.poll(() => page.getByRole('row').count()).toBe(3)
  await page.getByRole('link', { name: words.audit.everything }).click()
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

test("people who may not read the trail aren't shown the way to it", async () => {
  const scene = await account()
  const page = await open(`/accounts/${scene.accountId}/users`, { as: await member(scene.accountId) })
  await page.getByRole('link', { name: words.audit.fields.roleIds }).waitFor()
  expect(await page.getByRole('link', { name: words.audit.title }).count()).toBe(0)
})
