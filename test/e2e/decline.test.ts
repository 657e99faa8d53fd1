import { expect, test } from 'vitest'
import { join as german } from '../../portal/words/de/join.ts'
import { join } from '../../portal/words/en/join.ts'
import { portal as words } from '../../portal/words/en/portal.ts'
import { get, redeem } from '../support/api.ts'
import { accessibilityFlaws, phone, withBrowser } from '../support/browser.ts'
import { account, invited, linkToken, somebody, tokenInMail } from '../support/scene.ts'

const open = withBrowser()

test('an invited person declines on the join page after confirming, and the administrator sees it', async () => {
  const scene = await account()
  const { token, userId } = await invited(scene)
  const status = async () => (await get(`${scene.path}/users/${userId}`, scene.admin)).body.status
  const page = await open(`/join#${token}`, { viewport: phone })
  await page.getByRole('button', { name: join.decline, exact: true }).click()
  await page.getByText(join.declineText).waitFor()
  expect(await accessibilityFlaws(page)).toEqual([])
  await page.getByRole('button', { name: join.keep }).click()
  expect(await status()).toBe('invited')
  await page.getByRole('button', { name: join.decline, exact: true }).click()
  await page.getByRole('button', { name: join.declineYes }).click()
  await page.getByRole('heading', { name: join.declined('Acme') }).waitFor()
  expect(await status()).toBe('declined')
  const again = await open(`/join#${token}`, { viewport: phone })
  await again.getByRole('heading', { name: join.pages.invitation_declined.title }).waitFor()
  await again.getByRole('button', { name: join.ask }).waitFor()
  const users = await open(`/accounts/${scene.accountId}/users?user=${userId}`, { as: scene.admin })
  await users.getByRole('dialog').getByText(words.users.declinedTitle).waitFor()
})

test('somebody who never asked to join says so through the email they got', async () => {
  const scene = await account()
  const email = somebody()
  await redeem(await linkToken(scene), { email })
  const page = await open(`/join#${await tokenInMail(email)}`, { locale: 'de-DE' })
  await page.getByRole('button', { name: german.notMe }).click()
  await page.getByText(german.declineConfirmationText('Acme')).waitFor()
  await page.getByRole('button', { name: german.forgetYes }).click()
  await page.getByRole('heading', { name: german.forgotten }).waitFor()
})
