import { expect, test } from 'vitest'
import { userIdOf } from '../../functions/users/user.ts'
import { portal as words } from '../../portal/words/en/portal.ts'
import { get } from '../support/api.ts'
import { flawsInLightAndDark, phone, withBrowser } from '../support/browser.ts'
import { account, member } from '../support/scene.ts'

const open = withBrowser()

test('an administrator decides about people, signs, and has a page to print and a file', async () => {
  const scene = await account()
  const idle = await member(scene.accountId, { name: 'Ida Idle', lastSeenOn: '2020-01-31' })
  const page = await open(`/accounts/${scene.accountId}/users`, { as: scene.admin })
  await page.getByRole('button', { name: words.users.more }).click()
  await page.getByRole('menuitem', { name: words.review.open }).click()
  const row = page.getByRole('listitem').filter({ hasText: 'Ida Idle' })
  await row.getByText(words.review.findings.not_seen).waitFor()
  await row.getByLabel(words.review.decision).selectOption('suspend')
  await page.getByRole('button', { name: words.review.sign }).click()
  await page.getByText(words.review.reasonMissing).waitFor()
  expect(await flawsInLightAndDark(page)).toEqual([])
  await row.getByLabel(words.review.reason).fill('Left in spring')
  await page.getByRole('button', { name: words.review.sign }).click()
  await page.getByRole('cell', { name: 'Left in spring' }).waitFor()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: words.review.save }).click()
  expect((await saved).suggestedFilename()).toBe(words.review.file('Acme'))
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('button', { name: words.review.print }).count()).toBe(0)
  expect(await page.getByRole('banner').count()).toBe(0)
  const user = await get(`${scene.path}/users/${userIdOf(scene.accountId, idle)}`, scene.admin)
  expect(user.body.status).toBe('suspended')
})

test('on a phone the review has no flaw either', async () => {
  const scene = await account()
  const page = await open(`/accounts/${scene.accountId}/users/review`, { as: scene.admin, viewport: phone })
  await page.getByText(words.review.findings.administrator).waitFor()
  expect(await flawsInLightAndDark(page)).toEqual([])
})
