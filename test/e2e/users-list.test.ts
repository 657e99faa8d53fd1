import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { portal as words } from '../../portal/words/en/portal.ts'
import { phone, withBrowser } from '../support/browser.ts'
import { account, member, role, type Scene, somebody } from '../support/scene.ts'

const open = withBrowser()

/** A team with one user who has the longest possible name and address, and the most roles. */
const teamWithAnExtreme = async (): Promise<Scene> => {
  const scene = await account()
  const roleIds = ['member', ...Array.from({ length: 9 }, (_, index) => `role-with-a-long-name-${index}`)]
  for (const roleId of roleIds.slice(1)) await role(scene.accountId, roleId, ['pages:read'])
  for (let index = 0; index < 20; index++) await member(scene.accountId, { name: `Person ${index}` })
  await member(scene.accountId, {
    email: `aaaa-${'x'.repeat(59)}@${'y'.repeat(60)}.example.com`,
    name: `${'Wolfeschlegelsteinhausenbergerdorff '.repeat(2)}the First`,
    roleIds,
  })
  return scene
}

const rows = async (scene: Scene, options = {}): Promise<Page> => {
  const page = await open(`/accounts/${scene.accountId}/users`, { as: scene.admin, ...options })
  await page.getByText(words.users.range(1, 22, '22')).waitFor()
  return page
}

test('rows have one height of 44 to 56 pixels and twelve are visible, whoever is in them', async () => {
  const page = await rows(await teamWithAnExtreme())
  const boxes = await page
    .locator('tbody tr')
    .evaluateAll((all) =>
      all.map((one) => one.getBoundingClientRect()).map(({ height, bottom }) => ({ height, bottom })),
    )
  for (const { height } of boxes) {
    expect(height).toBeGreaterThanOrEqual(44)
    expect(height).toBeLessThanOrEqual(56)
  }
  expect(
    Math.max(...boxes.map(({ height }) => height)) - Math.min(...boxes.map(({ height }) => height)),
  ).toBeLessThan(2)
  expect(boxes.filter(({ bottom }) => bottom <= 800).length).toBeGreaterThanOrEqual(12)
})

test('the columns have the same width with and without an extreme user', async () => {
  const widths = async (scene: Scene, count: number) => {
    const page = await open(`/accounts/${scene.accountId}/users`, { as: scene.admin })
    await page.getByText(words.users.range(1, count, String(count))).waitFor()
    return page
      .locator('tbody tr')
      .first()
      .locator('td')
      .evaluateAll((cells) => cells.map((cell) => cell.clientWidth))
  }
  const plain = await account()
  await member(plain.accountId)
  expect(await widths(await teamWithAnExtreme(), 22)).toEqual(await widths(plain, 2))
})

test('on a phone the list starts in the upper half, and nothing overflows the screen', async () => {
  const page = await rows(await teamWithAnExtreme(), { viewport: phone })
  const top = await page
    .getByRole('listitem')
    .first()
    .evaluate((one) => one.getBoundingClientRect().top)
  expect(top).toBeLessThan(phone.height / 2)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width)
})

test('the tab of users who need attention shows how many there are, and lists only them', async () => {
  const scene = await account()
  const late = await member(scene.accountId, {
    name: 'La Te',
    status: 'invited',
    mail: { state: 'delivered', at: new Date(0).toISOString() },
    expiresAt: new Date(Date.now() - 86_400_000).toISOString(),
  })
  const page = await open(`/accounts/${scene.accountId}/users`, { as: scene.admin })
  const tab = page.getByRole('tab', { name: words.users.views.attention })
  await expect
    .poll(async () => {
      await page.reload()
      await page.getByRole('row', { name: late }).waitFor()
      return tab.textContent()
    })
    .toBe(`${words.users.views.attention}1`)
  await tab.click()
  await page.getByText(words.users.range(1, 1, '1')).waitFor()
  await page.getByRole('row', { name: late }).waitFor()
  await page.goBack()
  await page.getByRole('row', { name: scene.admin }).waitFor()
})

test("clicking the list's header reverses the order, and Back restores it", async () => {
  const scene = await account()
  await member(scene.accountId, { email: somebody('aaa') })
  await member(scene.accountId, { email: somebody('zzz') })
  const page = await open(`/accounts/${scene.accountId}/users`, { as: scene.admin })
  const first = () => page.locator('tbody tr').first().textContent()
  await expect.poll(first).toMatch(/aaa-/)
  await page.getByRole('button', { name: words.users.sortedUp }).click()
  await expect.poll(first).toMatch(/zzz-/)
  await page
    .getByRole('columnheader', { name: words.users.user })
    .and(page.locator('[aria-sort=descending]'))
    .waitFor()
  await page.goBack()
  await expect.poll(first).toMatch(/aaa-/)
})
