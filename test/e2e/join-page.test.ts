import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { linkKey, userKey } from '../../functions/table/keys.ts'
import { userIdOf } from '../../functions/users/user.ts'
import { get, post, put } from '../support/api.ts'
import { accessibilityFlaws, phone, withBrowser } from '../support/browser.ts'
import {
  account,
  invited,
  linkToken,
  mails,
  remove,
  rotateLink,
  type Scene,
  set,
  somebody,
  tokenInMail,
} from '../support/scene.ts'

const openBrowser = withBrowser()
const open = (token: string, options = {}): Promise<Page> =>
  openBrowser(`/join#${token}`, { viewport: phone, ...options })
const { portalUrl } = inject('system')

test('opening an invitation changes nothing; the click on Join does', async () => {
  const scene = await account()
  const { token, userId, email } = await invited(scene)
  const status = async () => (await get(`${scene.path}/users/${userId}`, scene.admin)).body.status
  const page = await open(token)
  await page.getByText('Ada Admin invites you to join Acme as Member.').waitFor()
  await page.getByText(/^For person.*@example\.com|^For p•••@example\.com/).waitFor()
  expect(await status()).toBe('invited')
  await page.getByRole('button', { name: 'Join Acme' }).click()
  await page.getByRole('heading', { name: 'Welcome to Acme' }).waitFor()
  await page.getByText(`Sign in with ${email}`).waitFor()
  expect(await page.title()).toBe('Welcome to Acme')
  expect(await status()).toBe('active')
})

test('a stranger types an address and a name at the invite link, and goes on by the mail', async () => {
  const scene = await account()
  const email = somebody('browser')
  const page = await open(await linkToken(scene), { locale: 'de-DE' })
  await page.getByRole('button', { name: 'E-Mail anfordern' }).click()
  await page.getByText('E-Mail muss eine E-Mail-Adresse sein, wie ann@example.com.').waitFor()
  await page.getByText('Name darf nicht leer sein.').waitFor()
  await expect.poll(() => page.getByLabel('E-Mail').evaluate((field) => field.matches(':focus'))).toBe(true)
  await page.getByLabel('E-Mail').fill(email)
  await page.getByLabel('Name').fill('Bro Wser')
  await page.getByLabel('Telefon').fill('0151')
  await page.getByRole('button', { name: 'E-Mail anfordern' }).click()
  await page.getByText('Telefon muss eine Telefonnummer sein, wie +4915112345678.').waitFor()
  await page.getByLabel('Telefon').fill('0151 1234567')
  await page.getByRole('button', { name: 'E-Mail anfordern' }).click()
  await page.getByText(`Wir haben eine E-Mail an ${email} gesendet.`).waitFor()
  await mails(email)
  const confirmation = await open(await tokenInMail(email))
  await confirmation.getByRole('button', { name: 'Join Acme' }).click()
  await confirmation.getByRole('heading', { name: 'Welcome to Acme' }).waitFor()
  const [user] = (await get(`${scene.path}/users?search=${email}`, scene.admin)).body.items
  expect(user).toMatchObject({ name: 'Bro Wser', phone: '+491511234567', status: 'active' })
})

type Breaking = (invitation: Scene & { token: string; userId: string }) => Promise<unknown>

const broken: readonly (readonly [title: string, next: string, Breaking])[] = [
  [
    'This invitation has expired',
    'Ask whoever invited you to send it again.',
    ({ accountId, userId }) => set(userKey(accountId, userId), 'expiresAt', new Date(0).toISOString()),
  ],
  [
    'A newer mail has replaced this one',
    'Look for the newest invitation in your mailbox',
    ({ accountId, userId }) => set(userKey(accountId, userId), 'nonce', 'another'),
  ],
  [
    'This invitation has been withdrawn',
    'Ask whoever invited you if you think that this is a mistake.',
    ({ accountId, userId }) => remove(userKey(accountId, userId)),
  ],
  [
    'Your access is suspended',
    'Ask an administrator of the account.',
    ({ accountId, userId }) => set(userKey(accountId, userId), 'status', 'suspended'),
  ],
  [
    'This invitation is no longer good',
    'Ask an administrator to invite you again.',
    ({ accountId, admin }) => set(userKey(accountId, userIdOf(accountId, admin)), 'status', 'suspended'),
  ],
  [
    'You are in Acme already',
    'Sign in to go on. There is nothing to accept.',
    ({ accountId, userId }) => set(userKey(accountId, userId), 'status', 'active'),
  ],
]

test.each(broken)('a personal invitation that is not to be redeemed: %s', async (title, next, breaking) => {
  const scene = await account()
  const { token, userId } = await invited(scene)
  await breaking({ ...scene, token, userId })
  const page = await open(token)
  await page.getByRole('heading', { name: title }).waitFor()
  await page.getByText(next).waitFor()
  expect(await page.getByRole('button').count()).toBe(0)
  expect(await accessibilityFlaws(page)).toEqual([])
})

test('what is refused between opening and the click says so too', async () => {
  const scene = await account()
  const { token, userId } = await invited(scene)
  const page = await open(token)
  await page.getByRole('button', { name: 'Join Acme' }).waitFor()
  await remove(userKey(scene.accountId, userId))
  await page.getByRole('button', { name: 'Join Acme' }).click()
  await page.getByRole('heading', { name: 'This invitation has been withdrawn' }).waitFor()
})

test('what is no invitation says so, with or without a token', async () => {
  for (const token of ['', 'nonsense', 'l.1.acc_nothingatall.AAAA']) {
    const page = await open(token)
    await page.getByRole('heading', { name: 'This is not a valid invitation' }).waitFor()
    await page.getByText('take care to copy all of it').waitFor()
  }
})

test('an invite link that was replaced, gives no role, or is asked too often says what to do', async () => {
  const scene = await account()
  const token = await linkToken(scene)
  const hour = new Date().toISOString().slice(0, 13)
  await set({ pk: `JOIN#${scene.accountId}`, sk: `LINK#1#${hour}` }, 'requests', 1_000)
  const busy = await open(token)
  await busy.getByLabel('E-mail').fill(somebody())
  await busy.getByLabel('Name').fill('Too Late')
  await busy.getByRole('button', { name: 'Send me the mail' }).click()
  await busy.getByRole('heading', { name: 'Too many people ask at this moment' }).waitFor()

  await put(`${scene.path}/default-roles`, { roleIds: [] }, scene.admin)
  const empty = await open(token)
  await empty.getByRole('heading', { name: 'This invite link does not work at the moment' }).waitFor()

  await rotateLink(scene.accountId)
  const replaced = await open(token)
  await replaced.getByRole('heading', { name: 'This invite link has been replaced' }).waitFor()
})

const unusable: readonly (readonly [title: string, options: object])[] = [
  ['This invite link is switched off', { enabled: false }],
  ['This invite link has ended', { expiresAt: new Date(0).toISOString() }],
  ['This invite link is used up', { maxUses: 1 }],
]

test.each(unusable)('an invite link that nobody can join by: %s', async (title, options) => {
  const scene = await account()
  const token = await linkToken(scene)
  await put(`${scene.path}/invite-link`, { maxUses: 5 }, scene.admin)
  for (const [name, value] of Object.entries(options)) await set(linkKey(scene.accountId), name, value)
  if ('maxUses' in options) await post('/me/redeem', { token }, somebody())
  const page = await open(token)
  await page.getByRole('heading', { name: title }).waitFor()
  expect(await page.getByRole('button').count()).toBe(0)
  expect(await accessibilityFlaws(page)).toEqual([])
})

test('an address of another domain than the link allows is said beside the field', async () => {
  const scene = await account()
  await put(`${scene.path}/invite-link`, { allowedDomains: ['acme.test'] }, scene.admin)
  const page = await open(await linkToken(scene))
  await page.getByLabel('E-mail').fill(somebody())
  await page.getByLabel('Name').fill('A B')
  await page.getByRole('button', { name: 'Send me the mail' }).click()
  await page.getByText('Only addresses of certain domains may join').waitFor()
  expect(await page.getByLabel('E-mail').getAttribute('aria-invalid')).toBe('true')
})

test('a service that does not answer has a button to try again', async () => {
  const scene = await account()
  const { token } = await invited(scene)
  const page = await openBrowser('/join#nonsense')
  await page.route('**/v1/**', (route) => route.abort())
  await page.goto(`${portalUrl}/join#${token}`)
  await page.getByRole('heading', { name: 'That did not work' }).waitFor()
  await page.unroute('**/v1/**')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('button', { name: 'Join Acme' }).waitFor()
})

test('the page works by the keyboard alone, on a narrow screen and in the dark', async () => {
  const scene = await account()
  const email = somebody('keys')
  // 320 CSS pixels are a window of 640 at 200 %, WCAG 2.2's measure for reflow (1.4.10).
  const page = await open(await linkToken(scene), {
    viewport: { width: 320, height: 640 },
    colorScheme: 'dark',
  })
  await page.getByRole('heading', { name: 'Join Acme' }).waitFor()
  expect(await accessibilityFlaws(page)).toEqual([])
  for (const text of [email, 'Key Board', '']) {
    await page.keyboard.press('Tab')
    await page.keyboard.type(text)
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  await page.keyboard.press('Enter')
  await page.getByText(`We have sent a mail to ${email}.`).waitFor()
})

test('no page may be framed or run a script from elsewhere', async () => {
  const { headers } = await fetch(`${portalUrl}/join`)
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(headers.get('content-security-policy')).toMatch(/script-src 'self';/)
  expect(headers.get('referrer-policy')).toBe('no-referrer')
})
