import { gzipSync } from 'node:zlib'
import { expect, inject, test } from 'vitest'
import { portal as words } from '../../portal/words/en/portal.ts'
import { accessibilityFlaws, signInAs, withBrowser } from '../support/browser.ts'
import { account, member, somebody } from '../support/scene.ts'

const open = withBrowser()
const { portalUrl } = inject('system')

test("an administrator signs in, sees the account's users, and signs out", async () => {
  const scene = await account()
  const page = await open('/')
  await page.getByRole('button', { name: words.frame.signIn }).click()
  await signInAs(page, scene.admin)
  await page.getByRole('heading', { name: words.frame.users, level: 1 }).waitFor()
  expect(await page.title()).toBe('Users · Acme')
  expect(new URL(page.url()).pathname).toBe(`/accounts/${scene.accountId}/users`)
  await page.getByRole('cell', { name: scene.admin }).waitFor()
  await page.getByRole('button', { name: words.frame.you }).click()
  await page.getByRole('menuitem', { name: words.frame.signOut }).click()
  await page.getByRole('button', { name: words.frame.signIn }).waitFor()
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('oidc.'))),
  ).toEqual([])
})

test('a bookmarked page leads through the sign-in and back to itself', async () => {
  const scene = await account()
  const page = await open(`/accounts/${scene.accountId}/users?status=active&search=ada`)
  await signInAs(page, scene.admin)
  await page.getByRole('cell', { name: scene.admin }).waitFor()
  expect(page.url()).toBe(`${portalUrl}/accounts/${scene.accountId}/users?status=active&search=ada`)
  expect(await page.getByRole('searchbox').inputValue()).toBe('ada')
})

test('another tab shares the session', async () => {
  const scene = await account()
  const page = await open(`/accounts/${scene.accountId}/roles`)
  await signInAs(page, scene.admin)
  await page.getByRole('heading', { name: words.frame.roles, level: 1 }).waitFor()
  const tab = await page.context().newPage()
  await tab.goto(`${portalUrl}/accounts/${scene.accountId}/users`)
  await tab.getByRole('heading', { name: words.frame.users, level: 1 }).waitFor()
})

test('an expired session says so, and returns to the page after a new sign-in', async () => {
  const scene = await account()
  const page = await open(`/accounts/${scene.accountId}/users`)
  await signInAs(page, scene.admin)
  await page.getByRole('cell', { name: scene.admin }).waitFor()
  await page.route('**/v1/**', (route) => route.fulfill({ status: 401, json: { message: 'Unauthorized' } }))
  await page.getByRole('searchbox').fill('somebody else')
  await page.getByRole('heading', { name: words.frame.sessionEnded }).waitFor()
  await page.unroute('**/v1/**')
  await page.getByRole('button', { name: words.frame.signIn }).click()
  await page.getByRole('heading', { name: words.users.nobodyMatches }).waitFor()
})

test('a session that expired while the page was closed is renewed silently', async () => {
  const scene = await account()
  const page = await open(`/accounts/${scene.accountId}/users`)
  await signInAs(page, scene.admin)
  await page.getByRole('cell', { name: scene.admin }).waitFor()
  const idTokens = () =>
    page.evaluate(() => {
      const [entry] = Object.entries(localStorage).filter(([key]) => key.startsWith('oidc.user:'))
      return String(JSON.parse(entry?.[1] ?? '{}').expires_at)
    })
  await page.evaluate(() => {
    for (const [key, value] of Object.entries(localStorage))
      if (key.startsWith('oidc.user:'))
        localStorage.setItem(key, JSON.stringify({ ...JSON.parse(value), expires_at: 1 }))
  })
  await page.reload()
  await page.getByRole('cell', { name: scene.admin }).waitFor()
  expect(Number(await idTokens())).toBeGreaterThan(Date.now() / 1_000)
})

test("a part of the portal that can't be loaded says so in its place, and the page still works", async () => {
  const scene = await account()
  const page = await open(`/accounts/${scene.accountId}/users`, { as: scene.admin })
  await page.getByRole('row', { name: scene.admin }).waitFor()
  const loads: string[] = []
  page.on('load', () => loads.push(page.url()))
  await page.route(/audit-page.*\.js/, (route) => route.abort())
  await page.getByRole('link', { name: words.frame.audit }).click()
  await page.getByRole('button', { name: words.frame.tryAgain }).waitFor()
  expect(loads.length).toBeLessThanOrEqual(1)
  await page.getByRole('link', { name: words.frame.users }).click()
  await page.getByRole('row', { name: scene.admin }).waitFor()
})

test('people in several accounts switch between them, and see nothing of one in the other', async () => {
  const [acme, other] = [await account(), await account({ name: 'Initech' })]
  await member(other.accountId, { email: acme.admin, name: 'Ada Admin', roleIds: ['member'] })
  const page = await open(`/accounts/${acme.accountId}/users`)
  await signInAs(page, acme.admin)
  await page.getByRole('button', { name: words.invite.invite }).waitFor()
  await page.getByRole('button', { name: words.frame.switchAccount('Acme') }).click()
  await page.getByRole('menuitem', { name: 'Initech' }).click()
  await page.getByRole('cell', { name: other.admin }).waitFor()
  expect(new URL(page.url()).pathname).toBe(`/accounts/${other.accountId}/users`)
  expect(await page.getByRole('button', { name: words.invite.invite }).count()).toBe(0)
})

test('people who are in no account, not in this one, or may see nothing there are told what to do', async () => {
  const stranger = await open('/accounts/acc_nothingatall/users')
  await signInAs(stranger, somebody('stranger'))
  await stranger.getByRole('heading', { name: 'You’re not a member of any account' }).waitFor()
  expect(await accessibilityFlaws(stranger)).toEqual([])

  const [scene, other] = [await account(), await account()]
  const outsider = await open(`/accounts/${other.accountId}/users`)
  await signInAs(outsider, scene.admin)
  await outsider.getByRole('heading', { name: words.frame.noSuchAccount }).waitFor()
  await outsider.getByRole('link', { name: words.frame.home }).click()
  await outsider.getByRole('heading', { name: words.frame.users, level: 1 }).waitFor()

  const powerless = await member(scene.accountId, { roleIds: [] })
  const page = await open(`/accounts/${scene.accountId}`)
  await signInAs(page, powerless)
  await page.getByRole('heading', { name: 'There is nothing here for you to manage' }).waitFor()
  expect(await page.getByRole('navigation').getByRole('link').count()).toBe(0)
})

test('German appears with a German browser or through the menu, and stays', async () => {
  const scene = await account()
  const german = await open('/', { locale: 'de-AT' })
  await german.getByRole('button', { name: 'Anmelden' }).waitFor()
  expect(await german.evaluate(() => document.documentElement.lang)).toBe('de')

  const page = await open(`/accounts/${scene.accountId}/users`)
  await signInAs(page, scene.admin)
  await page.getByRole('button', { name: words.frame.you }).click()
  await page.getByRole('menuitemradio', { name: 'Deutsch' }).click()
  await page.getByRole('heading', { name: 'Benutzer', level: 1 }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Benutzer', level: 1 }).waitFor()
})

test('the first page has less than 250 kB of JavaScript, gzipped, in few files, and no inline script', async () => {
  const scene = await account()
  const page = await open('/')
  const scripts = new Map<string, number>()
  page.on('response', async (response) => {
    if (response.url().endsWith('.js')) scripts.set(response.url(), gzipSync(await response.body()).length)
  })
  await page.getByRole('button', { name: words.frame.signIn }).click()
  await signInAs(page, scene.admin)
  await page.getByRole('cell', { name: scene.admin }).waitFor()
  await page.reload()
  await page.getByRole('cell', { name: scene.admin }).waitFor()
  const bytes = [...scripts.values()].reduce((sum, size) => sum + size, 0)
  expect(scripts.size).toBeGreaterThan(3)
  expect(scripts.size).toBeLessThan(25)
  expect(bytes).toBeLessThan(250_000)
  const { headers } = await fetch(portalUrl)
  expect(headers.get('content-security-policy')).toMatch(/script-src 'self';/)
})
