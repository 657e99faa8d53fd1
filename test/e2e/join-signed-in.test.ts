import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { get } from '../support/api.ts'
import { accessibilityFlaws, signInAs, withBrowser } from '../support/browser.ts'
import { account, invited, linkToken, member, somebody } from '../support/scene.ts'

const openBrowser = withBrowser()
const { portalUrl } = inject('system')

/** A page of somebody who is signed in at the portal. */
const signedIn = async (email: string): Promise<Page> => {
  const elsewhere = await account()
  await member(elsewhere.accountId, { email })
  const page = await openBrowser(`/accounts/${elsewhere.accountId}/users`)
  await signInAs(page, email)
  await page.getByRole('heading', { name: 'Users' }).waitFor()
  return page
}

test('who is signed in joins by the invite link at once, without a mail', async () => {
  const scene = await account()
  const email = somebody('known')
  const page = await signedIn(email)
  await page.goto(`${portalUrl}/join#${await linkToken(scene)}`)
  await page.getByLabel('Name').fill('Kno Wn')
  await page.getByRole('button', { name: `Join as ${email}` }).click()
  await page.getByText(`You are in, as ${email}.`).waitFor()
  const [user] = (await get(`${scene.path}/users?search=${email}`, scene.admin)).body.items
  expect(user).toMatchObject({ name: 'Kno Wn', status: 'active', source: 'link', mail: { state: 'skipped' } })
  await page.getByRole('link', { name: 'Begin' }).click()
  await page.getByRole('button', { name: /switch to another/ }).waitFor()
})

test('who is signed in may still join by another address', async () => {
  const scene = await account()
  const page = await signedIn(somebody('known'))
  await page.goto(`${portalUrl}/join#${await linkToken(scene)}`)
  await page.getByRole('button', { name: 'Join with another address' }).click()
  await page.getByLabel('E-mail').fill(somebody('second'))
  await page.getByLabel('Name').fill('Kno Wn')
  await page.getByRole('button', { name: 'Send me the mail' }).click()
  await page.getByRole('heading', { name: 'Check your inbox' }).waitFor()
})

test('signed in under another address: nothing is used up, and signing out leads back to the invitation', async () => {
  const scene = await account()
  const { token, userId, email } = await invited(scene)
  const another = somebody('another')
  const page = await signedIn(another)
  await page.goto(`${portalUrl}/join#${token}`)
  await page.getByRole('button', { name: 'Join Acme' }).click()
  await page.getByRole('heading', { name: 'This invitation is for another address' }).waitFor()
  await page.getByText(`you are signed in as ${another}`).waitFor()
  expect(await accessibilityFlaws(page)).toEqual([])
  expect((await get(`${scene.path}/users/${userId}`, scene.admin)).body.status).toBe('invited')
  await page.getByRole('button', { name: 'Sign out and go on' }).click()
  await page.getByRole('button', { name: 'Join Acme' }).click()
  await page.getByText(`Sign in with ${email} to begin.`).waitFor()
})
