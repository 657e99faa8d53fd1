import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { linkKey, userKey } from '../../functions/table/keys.ts'
import { userIdOf } from '../../functions/users/user.ts'
import { fieldErrors as german } from '../../portal/words/de/field-errors.ts'
import { get, post, put } from '../support/api.ts'
import { accessibilityFlaws, phone, withBrowser } from '../support/browser.ts'
import {
  account,
  codeInMail,
  invite,
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

test('opening an invitation changes nothing; clicking Join does', async () => {
  const scene = await account()
  const { token, userId, email } = await invited(scene)
  const status = async () => (await get(`${scene.path}/users/${userId}`, scene.admin)).body.status
  const page = await open(token)
  await page.getByText('Ada Admin invites you to join Acme as Member.').waitFor()
  await page.getByText(/^For person.*@example\.com|^For p•••@example\.com/).waitFor()
  expect(await status()).toBe('invited')
  await page.getByRole('button', { name: 'Join Acme' }).click()
  await page.getByRole('heading', { name: 'Welcome to Acme' }).waitFor()
  await page.getByText(`Sign in as ${email}`).waitFor()
  const link = await page.getByRole('link', { name: 'Sign in' }).getAttribute('href')
  expect(link).toBe(`${portalUrl}/sign-in#login_hint=${encodeURIComponent(email)}`)
  expect(await page.title()).toBe('Welcome to Acme')
  expect(await status()).toBe('active')
})

test('a stranger enters an address at the invite link, and gives their name once the email has proved it', async () => {
  const scene = await account()
  const email = somebody('browser')
  const page = await open(await linkToken(scene), { locale: 'de-DE' })
  const send = page.getByRole('button', { name: 'Bestätigungs-E-Mail senden' })
  await send.click()
  await page.getByText(german.not_an_email({ field: '' })).waitFor()
  await expect.poll(() => page.getByLabel('E-Mail').evaluate((field) => field.matches(':focus'))).toBe(true)
  await page.getByLabel('E-Mail').fill(email)
  await send.click()
  await page.getByText(`Wir haben eine E-Mail an ${email} gesendet.`).waitFor()
  await mails(email)
  const confirmation = await open(await tokenInMail(email), { locale: 'de-DE' })
  const joining = confirmation.getByRole('button', { name: 'Acme beitreten' })
  await joining.click()
  await confirmation.getByText(german.empty({ field: 'Name' })).waitFor()
  expect(await accessibilityFlaws(confirmation)).toEqual([])
  await confirmation.getByLabel('Name').fill('Bro Wser')
  await confirmation.getByLabel('Telefon').fill('0151')
  await joining.click()
  await confirmation.getByText(german.not_a_phone_number({ field: '' })).waitFor()
  await confirmation.getByLabel('Telefon').fill('0151 1234567')
  await joining.click()
  await confirmation.getByRole('heading', { name: 'Willkommen bei Acme' }).waitFor()
  const [user] = (await get(`${scene.path}/users?search=${email}`, scene.admin)).body.items
  expect(user).toMatchObject({ name: 'Bro Wser', phone: '+491511234567', status: 'active' })
})

type Breaking = (invitation: Scene & { token: string; userId: string }) => Promise<unknown>

const broken: readonly (readonly [title: string, next: string, Breaking])[] = [
  [
    'This invitation has expired',
    'Ask the person who invited you to send it again.',
    ({ accountId, userId }) => set(userKey(accountId, userId), 'expiresAt', new Date(0).toISOString()),
  ],
  [
    'A newer email has replaced this one',
    'Look for the newest invitation in your inbox',
    ({ accountId, userId }) => set(userKey(accountId, userId), 'nonce', 'another'),
  ],
  [
    'This invitation was canceled',
    'If you think that this is a mistake, ask for a new one.',
    ({ accountId, userId }) => remove(userKey(accountId, userId)),
  ],
  [
    'Your access is suspended',
    'An administrator of the account can reactivate it.',
    ({ accountId, userId }) => set(userKey(accountId, userId), 'status', 'suspended'),
  ],
  [
    'This invitation is no longer valid',
    'Ask for a new invitation, and an administrator will hear of it.',
    ({ accountId, admin }) => set(userKey(accountId, userIdOf(accountId, admin)), 'status', 'suspended'),
  ],
  [
    'This invitation has been used',
    'If that is you, sign in as',
    ({ accountId, userId }) => set(userKey(accountId, userId), 'status', 'active'),
  ],
]

test.each(broken)("a personal invitation that can't be redeemed: %s", async (title, next, breaking) => {
  const scene = await account()
  const { token, userId } = await invited(scene)
  await breaking({ ...scene, token, userId })
  const page = await open(token)
  await page.getByRole('heading', { name: title }).waitFor()
  await page.getByText(next).waitFor()
  // Each offers a next step.
  expect(await page.locator('main :is(button, a)').count()).toBeGreaterThan(0)
  expect(await accessibilityFlaws(page)).toEqual([])
})

test('a refusal between opening and clicking is shown too', async () => {
  const scene = await account()
  const { token, userId } = await invited(scene)
  const page = await open(token)
  await page.getByRole('button', { name: 'Join Acme' }).waitFor()
  await remove(userKey(scene.accountId, userId))
  await page.getByRole('button', { name: 'Join Acme' }).click()
  await page.getByRole('heading', { name: 'This invitation was canceled' }).waitFor()
})

test("if it isn't an invitation, the page asks for the code from the email, with or without a token", async () => {
  for (const [token, title] of [
    ['', 'Enter the code from your invitation'],
    ['nonsense', 'This link isn’t complete'],
    [`l.1.acc_nothingatall.1.${'A'.repeat(43)}`, 'This link isn’t complete'],
  ] as const) {
    const page = await open(token)
    await page.getByRole('heading', { name: title }).waitFor()
    await page.getByLabel('Code').waitFor()
  }
})

test.each(['/join', '/join/', '/join?utm_source=mail', '/Join/', '/join%23', '/join%2523p.1.acc'])(
  'the page is there however a gateway has left its address: %s',
  async (path) => {
    const answer = await fetch(`${portalUrl}${path}`)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe(await (await fetch(`${portalUrl}/join`)).text())
  },
)

test.each(['/Join/', '/join#p.1.acc'])(
  'if a gateway has stripped the token, as in %s, the code leads on',
  async (path) => {
    const scene = await account()
    const { email } = (await invite(scene)).body
    const code = codeInMail((await mails(email))[0])
    const page = await openBrowser(path, { viewport: phone })
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('Code').fill('00000 00000')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByText('This code is not valid for this address.').waitFor()
    expect(await accessibilityFlaws(page)).toEqual([])
    await page.getByLabel('Code').fill(code.toLowerCase())
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('button', { name: 'Join Acme' }).click()
    await page.getByRole('heading', { name: 'Welcome to Acme' }).waitFor()
  },
)

test.each([
  (token: string) => `/join/%2523${token}`,
  (token: string) => `/join?utm_source=mail#${token}%3E%20&utm_source=mail`,
])('the token disappears from the URL and the history, and a reload keeps it: %s', async (way) => {
  const { token } = await invited(await account())
  const page = await openBrowser(way(token), { viewport: phone })
  await page.getByRole('button', { name: 'Join Acme' }).waitFor()
  expect(page.url()).toBe(`${portalUrl}/join`)
  await page.reload()
  await page.getByRole('button', { name: 'Join Acme' }).waitFor()
  expect(page.url()).toBe(`${portalUrl}/join`)
  const other = await page.context().newPage()
  await other.goto(`${portalUrl}/join`)
  await other.getByLabel('Code').waitFor()
})

test('anyone whose invitation has expired can request a new one with a button', async () => {
  const scene = await account()
  const { token, userId, email } = await invited(scene)
  await set(userKey(scene.accountId, userId), 'expiresAt', new Date(0).toISOString())
  const page = await open(token)
  await page.getByRole('button', { name: 'Ask for a new invitation' }).click()
  await page.getByText('We’ve passed it on').waitFor()
  expect((await mails(scene.admin))[0]?.subject).toContain('asks for a new invitation to Acme')
  await remove(userKey(scene.accountId, userId))
  const revoked = await open(token)
  await revoked.getByLabel('Email').fill(email)
  await revoked.getByRole('button', { name: 'Ask for a new invitation' }).click()
  await revoked.getByText('We’ve passed it on').waitFor()
})

test('an invite link that was replaced or gives no role says what to do', async () => {
  const scene = await account()
  const token = await linkToken(scene)
  await put(`${scene.path}/default-roles`, { roleIds: [] }, scene.admin)
  const empty = await open(token)
  await empty.getByRole('heading', { name: 'This invite link doesn’t work at the moment' }).waitFor()

  await rotateLink(scene.accountId)
  const replaced = await open(token)
  await replaced.getByRole('heading', { name: 'This invite link has been replaced' }).waitFor()
})

const unusable: readonly (readonly [title: string, options: object])[] = [
  ['This invite link is turned off', { enabled: false }],
  ['This invite link has expired', { expiresAt: new Date(0).toISOString() }],
  ['This invite link has reached its limit', { maxUses: 1 }],
]

test.each(unusable)('an invite link that nobody can join with: %s', async (title, options) => {
  const scene = await account()
  const token = await linkToken(scene)
  await put(`${scene.path}/invite-link`, { maxUses: 5 }, scene.admin)
  for (const [name, value] of Object.entries(options)) await set(linkKey(scene.accountId), name, value)
  if ('maxUses' in options) await post('/me/redeem', { token }, somebody())
  const page = await open(token)
  await page.getByRole('heading', { name: title }).waitFor()
  await page.getByRole('button', { name: 'Ask for a new invitation' }).waitFor()
  await page.getByRole('link', { name: 'Sign in' }).waitFor()
  expect(await accessibilityFlaws(page)).toEqual([])
})

test("an address at a domain that the link doesn't allow is reported beside the field", async () => {
  const scene = await account()
  await put(`${scene.path}/invite-link`, { allowedDomains: ['acme.test'] }, scene.admin)
  const page = await open(await linkToken(scene))
  await page.getByLabel('Email').fill(somebody())
  await page.getByRole('button', { name: 'Send confirmation email' }).click()
  await page.getByText('Only addresses at certain domains can join').waitFor()
  expect(await page.getByLabel('Email').getAttribute('aria-invalid')).toBe('true')
})

test("if the service doesn't answer, there's a button to try again", async () => {
  const scene = await account()
  const { token } = await invited(scene)
  const page = await openBrowser('/join#nonsense')
  await page.route('**/v1/**', (route) => route.abort())
  await page.goto(`${portalUrl}/join?again#${token}`)
  await page.getByRole('heading', { name: 'Something went wrong' }).waitFor()
  await page.unroute('**/v1/**')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('button', { name: 'Join Acme' }).waitFor()
})

test('the page works with the keyboard alone, on a narrow screen and in dark mode', async () => {
  const scene = await account()
  const email = somebody('keys')
  // 320 CSS pixels are a 640 pixel window at 200 %, WCAG 2.2's measure for reflow (1.4.10).
  const page = await open(await linkToken(scene), {
    viewport: { width: 320, height: 640 },
    colorScheme: 'dark',
  })
  await page.getByRole('heading', { name: 'Join Acme' }).waitFor()
  expect(await accessibilityFlaws(page)).toEqual([])
  for (const text of [email]) {
    await page.keyboard.press('Tab')
    await page.keyboard.type(text)
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  await page.keyboard.press('Enter')
  await page.getByText(`We sent an email to ${email}.`).waitFor()
})

test('no page can be framed or run a script from elsewhere', async () => {
  const { headers } = await fetch(`${portalUrl}/join`)
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(headers.get('content-security-policy')).toMatch(/script-src 'self';/)
  expect(headers.get('referrer-policy')).toBe('no-referrer')
})
