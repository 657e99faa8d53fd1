import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { get, redeem } from '../support/api.ts'
import { accessibilityFlaws, signInAs, withBrowser } from '../support/browser.ts'
import { account, codeInMail, invited, linkToken, mails, member, somebody } from '../support/scene.ts'

const openBrowser = withBrowser()
const { portalUrl } = inject('system')

/** A page for somebody who is signed in to the portal. */
const signedIn = async (email: string): Promise<Page> => {
  const elsewhere = await account()
  await member(elsewhere.accountId, { email })
  const page = await openBrowser(`/accounts/${elsewhere.accountId}/users`)
  await signInAs(page, email)
  await page.getByRole('heading', { name: 'Users' }).waitFor()
  return page
}

test('people who are signed in join through the invite link at once, without an email', async () => {
  const scene = await account()
  const email = somebody('known')
  const page = await signedIn(email)
  await page.goto(`${portalUrl}/join#${await linkToken(scene)}`)
  await page.getByLabel('Name').fill('Kno Wn')
  await page.getByRole('button', { name: `Join as ${email}` }).click()
  await page.getByText(`You’re in, as ${email}.`).waitFor()
  const [user] = (await get(`${scene.path}/users?search=${email}`, scene.admin)).body.items
  expect(user).toMatchObject({ name: 'Kno Wn', status: 'active', source: 'link', mail: { state: 'skipped' } })
  await page.getByRole('link', { name: 'Get started' }).click()
  await page.getByRole('button', { name: /switch account/ }).waitFor()
})

test('people who are signed in can still join with another address', async () => {
  const scene = await account()
  const page = await signedIn(somebody('known'))
  await page.goto(`${portalUrl}/join#${await linkToken(scene)}`)
  await page.getByRole('button', { name: 'Join with another address' }).click()
  await page.getByLabel('Email').fill(somebody('second'))
  await page.getByRole('button', { name: 'Send confirmation email' }).click()
  await page.getByRole('heading', { name: 'Check your inbox' }).waitFor()
})

test('signed in with another address: nothing is used up, and signing out leads back to the invitation', async () => {
  const scene = await account()
  const { token, userId, email } = await invited(scene)
  const another = somebody('another')
  const page = await signedIn(another)
  await page.goto(`${portalUrl}/join#${token}`)
  await page.getByRole('button', { name: 'Join Acme' }).click()
  await page.getByRole('heading', { name: 'This invitation is for another address' }).waitFor()
  await page.getByText(`you’re signed in as ${another}`).waitFor()
  expect(await accessibilityFlaws(page)).toEqual([])
  expect((await get(`${scene.path}/users/${userId}`, scene.admin)).body.status).toBe('invited')
  await page.getByRole('button', { name: 'Sign out and continue' }).click()
  await page.getByRole('button', { name: 'Join Acme' }).click()
  await page.getByText(`Sign in as ${email} to get started.`).waitFor()
})

test("a used invitation, opened in somebody else's session, says who used it and who is signed in", async () => {
  const scene = await account()
  const { token } = await invited(scene, { email: somebody('jane') })
  expect((await redeem(token)).status).toBe(200)
  const other = somebody('john')
  const page = await signedIn(other)
  await page.goto(`${portalUrl}/join#${token}`)
  await page.getByRole('heading', { name: 'This invitation has been used' }).waitFor()
  await page.getByText('j•••@example.com joined Acme with it.').waitFor()
  await page.getByText(`This browser is signed in as ${other}.`).waitFor()
  expect(await page.locator('main').textContent()).not.toMatch(/\byou(’re|r)?\b/i)
  expect(await accessibilityFlaws(page)).toEqual([])
})

test('somebody with an unverified address joins through the email, and confirms the address in the portal', async () => {
  const scene = await account()
  const { token, email } = await invited(scene, { roleIds: ['admin'] })
  const page = await openBrowser(`/join#${token}`, { as: email, claims: { email_verified: undefined } })
  await page.getByRole('button', { name: 'Join Acme' }).click()
  await page.getByRole('heading', { name: 'Welcome to Acme' }).waitFor()
  await page.goto(`${portalUrl}/`)
  await page.getByRole('heading', { name: 'Confirm your email address' }).waitFor()
  await page.getByRole('button', { name: 'Send the code' }).click()
  await page.getByLabel('Code').fill('00000-00000')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('This code is not right').waitFor()
  expect(await accessibilityFlaws(page)).toEqual([])
  await page.getByLabel('Code').fill(codeInMail((await mails(email))[0]))
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('heading', { name: 'Users' }).waitFor()
})

test('somebody without access is told why, for each account', async () => {
  const email = somebody('nowhere')
  await member((await account({ name: 'Hooli' })).accountId, { email, status: 'suspended' })
  await member((await account({ name: 'Initech' })).accountId, {
    email,
    accessUntil: new Date(0).toISOString(),
  })
  const page = await openBrowser('/', { as: email })
  await page.getByText('Hooli').waitFor()
  await page.getByText('Your access is suspended.').waitFor()
  await page.getByText('Your access has ended.').waitFor()
  expect(await accessibilityFlaws(page)).toEqual([])
})
