import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { userIdOf } from '../../functions/users/user.ts'
import { portal as words } from '../../portal/words/en/portal.ts'
import { flawsInLightAndDark, withBrowser } from '../support/browser.ts'
import { account, member, type Scene } from '../support/scene.ts'

const open = withBrowser()

const users = async (scene: Scene): Promise<Page> => {
  const page = await open(`/accounts/${scene.accountId}/users`, { as: scene.admin })
  await page.getByRole('row', { name: scene.admin }).waitFor()
  return page
}

const search = (page: Page) => new URL(page.url()).search

test('a slash focuses the search, and Back undoes the search and then the filter, one step each', async () => {
  const scene = await account()
  const ann = await member(scene.accountId, { name: 'Ann Lee' })
  const page = await users(scene)
  await page.getByRole('tab', { name: words.users.views.members }).click()
  await expect.poll(() => search(page)).toBe('?view=members')
  await page.keyboard.press('/')
  await page.keyboard.type('ann', { delay: 40 })
  await expect.poll(() => search(page)).toBe('?view=members&search=ann')
  await page.keyboard.type(' lee', { delay: 40 })
  await expect.poll(() => search(page)).toBe('?view=members&search=ann+lee')
  await page.getByRole('row', { name: ann }).waitFor()
  await page.goBack()
  await expect.poll(() => search(page)).toBe('?view=members')
  await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('')
  await page.goBack()
  await expect.poll(() => search(page)).toBe('')
})

test('the palette finds a person and opens them, without the mouse', async () => {
  const scene = await account()
  const ann = await member(scene.accountId, { name: 'Ann Lee' })
  const page = await users(scene)
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: words.palette.title })
  await palette.getByRole('option', { name: words.palette.invite }).waitFor()
  expect(await flawsInLightAndDark(page)).toEqual([])
  await page.keyboard.type('ann lee')
  await palette.getByRole('option', { name: 'Ann Lee' }).waitFor()
  await palette.locator('[data-combobox-selected]', { hasText: 'Ann Lee' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: words.users.details }).getByText('Ann Lee').waitFor()
  expect(new URL(page.url()).searchParams.get('user')).toBe(userIdOf(scene.accountId, ann))
})

test('Escape closes one layer, and asks before it discards a draft', async () => {
  const scene = await account()
  await member(scene.accountId, { name: 'Ann Lee' })
  const page = await users(scene)
  await page.getByRole('button', { name: 'Ann Lee', exact: true }).click()
  const details = page.getByRole('dialog', { name: words.users.details })
  await details.getByRole('button', { name: words.users.actionsFor('Ann Lee') }).click()
  await page.getByRole('menuitem', { name: words.users.edit }).click()
  const form = page.getByRole('dialog', { name: words.users.editTitle('Ann Lee') })
  await form.getByRole('textbox', { name: words.users.name }).fill('Anna Lee')
  await page.keyboard.press('Escape')
  const question = page.getByRole('dialog', { name: words.frame.discardTitle })
  await question.waitFor()
  await page.keyboard.press('Escape')
  await question.waitFor({ state: 'detached' })
  expect(await form.getByRole('textbox', { name: words.users.name }).inputValue()).toBe('Anna Lee')
  await page.keyboard.press('Escape')
  await question.getByRole('button', { name: words.frame.discard }).click()
  await form.waitFor({ state: 'detached' })
  await details.waitFor()
  await page.keyboard.press('Escape')
  await details.waitFor({ state: 'detached' })
})
