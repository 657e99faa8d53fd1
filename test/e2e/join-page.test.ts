import chromium from '@sparticuz/chromium'
import { type Browser, chromium as browsers, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { get } from '../support/api.ts'
import { account, invited, mails, rotateLink, somebody, tokenInMail } from '../support/scene.ts'

let browser: Browser
beforeAll(async () => {
  browser = await browsers.launch({
    executablePath: await chromium.executablePath(),
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
})
afterAll(() => browser?.close())

/** Opens the join page with a token; the page must write nothing to its console but what a refusal brings. */
const open = async (token: string): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  page.on('pageerror', (error) => {
    throw error
  })
  await page.goto(`${inject('system').portalUrl}/join#${token}`)
  return page
}

test('opening an invitation changes nothing; the click on Join does', async () => {
  const scene = await account()
  const { token, userId, email } = await invited(scene)
  const status = async () => (await get(`${scene.path}/users/${userId}`, scene.admin)).body.status
  const page = await open(token)
  await page.getByText('Ada Admin invites you to join Acme as Member.').waitFor()
  expect(await status()).toBe('invited')
  await page.getByRole('button', { name: 'Join Acme' }).click()
  await page.getByRole('heading', { name: 'Welcome to Acme' }).waitFor()
  await page.getByText(`Sign in with ${email}`).waitFor()
  expect(await status()).toBe('active')
  await page.close()
})

test('a stranger types an address and a name at the invite link, and goes on by the mail', async () => {
  const scene = await account()
  const { body: link } = await get(`${scene.path}/invite-link`, scene.admin)
  const email = somebody('browser')
  const page = await open(link.url.split('#')[1])
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Name').fill('Bro Wser')
  await page.getByLabel('Phone').fill('0151 123')
  await page.getByRole('button', { name: 'Send me the mail' }).click()
  await page.getByText('Phone must be a phone number like +4915112345678.').waitFor()
  await page.getByLabel('Phone').fill('+49 151 1234567')
  await page.getByRole('button', { name: 'Send me the mail' }).click()
  await page.getByText(`We have sent a mail to ${email}.`).waitFor()
  await mails(email)
  const confirmation = await open(await tokenInMail(email))
  await confirmation.getByRole('button', { name: 'Join Acme' }).click()
  await confirmation.getByRole('heading', { name: 'Welcome to Acme' }).waitFor()
  expect((await get('/me', email)).body.accounts).toHaveLength(1)
  await Promise.all([page.close(), confirmation.close()])
})

test('what is no invitation, and a link that was replaced, say what to do next', async () => {
  const nothing = await open('nonsense')
  await nothing.getByRole('heading', { name: 'This is no invitation' }).waitFor()
  const scene = await account()
  const { body: link } = await get(`${scene.path}/invite-link`, scene.admin)
  await rotateLink(scene.accountId)
  const replaced = await open(link.url.split('#')[1])
  await replaced.getByRole('heading', { name: 'This invite link has been replaced' }).waitFor()
  await Promise.all([nothing.close(), replaced.close()])
})

test('no page may be framed or run a script from elsewhere', async () => {
  const { headers } = await fetch(`${inject('system').portalUrl}/join`)
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(headers.get('content-security-policy')).toMatch(/script-src 'self';/)
  expect(headers.get('referrer-policy')).toBe('no-referrer')
})
