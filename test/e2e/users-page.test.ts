import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { userKey } from '../../functions/table/keys.ts'
import { userIdOf } from '../../functions/users/user.ts'
import { portal as words } from '../../portal/words/en/portal.ts'
import { operator, post } from '../support/api.ts'
import { copiedText, phone, withBrowser } from '../support/browser.ts'
import { account, invite, invited, mails, member, role, type Scene, set, somebody } from '../support/scene.ts'

const open = withBrowser()

const users = async (scene: Scene, query = '', as = scene.admin, options = {}): Promise<Page> => {
  const page = await open(`/accounts/${scene.accountId}/users${query}`, { as, ...options })
  await page.getByRole('heading', { name: words.users.title, level: 1 }).waitFor()
  return page
}

test("a row shows who, with which roles, in which status, invited by whom, and the email's status", async () => {
  const scene = await account()
  const { body } = await invite(scene, { name: 'Grace Hopper' })
  await mails(body.email)
  const page = await users(scene)
  const row = page.getByRole('row', { name: body.email })
  await row.getByText('Member').waitFor()
  expect(await row.textContent()).toMatch(/Grace Hopper.*Member.*Invited.*Expires in 6 days.*Invited /)
  await row.getByRole('button', { name: 'Grace Hopper', exact: true }).click()
  const details = page.getByRole('dialog', { name: words.users.details })
  await details.getByText(words.users.invitedBy('Ada Admin')).waitFor()
  await details.getByText(words.users.mails.sent, { exact: true }).waitFor()
})

test('it shows when somebody was last seen, and who never was', async () => {
  const scene = await account()
  const email = await member(scene.accountId)
  const seen = await member(scene.accountId, { lastSeenOn: '2026-03-01' })
  const page = await users(scene, '', scene.admin, { timezoneId: 'America/Los_Angeles' })
  await page.getByRole('row', { name: seen }).getByTitle('Mar 1, 2026').waitFor()
  await page.getByRole('row', { name: email }).getByText(words.users.never).waitFor()
})

test("it says who invited somebody if that wasn't a user: the operator, or nobody at all", async () => {
  const made = await post(
    '/accounts',
    { name: 'Globex', admin: { email: somebody(), name: 'Hank' } },
    operator,
  )
  const { accountId, admin } = made.body
  const scene = { accountId, path: `/accounts/${accountId}`, admin: admin.email }
  await set(userKey(accountId, admin.userId), 'status', 'active')
  const { body } = await invite(scene, {}, operator)
  const page = await users(scene)
  const details = page.getByRole('dialog', { name: words.users.details })
  await page
    .getByRole('row', { name: body.email })
    .getByRole('button', { name: body.name, exact: true })
    .click()
  await details.getByText(words.users.byOperator).waitFor()
  await page.keyboard.press('Escape')
  await details.waitFor({ state: 'detached' })
  await page
    .getByRole('row', { name: admin.email })
    .getByRole('button', { name: 'Hank', exact: true })
    .click()
  await details.getByText(words.users.byNobody).waitFor()
})

test('search as you type and filters are kept in the URL, and Back undoes only them', async () => {
  const scene = await account()
  const ann = await member(scene.accountId, { email: somebody('ann'), name: 'Ann Lee' })
  const bob = await member(scene.accountId, { email: somebody('bob'), name: 'Bob Ray', status: 'suspended' })
  const page = await users(scene)
  await page.getByRole('cell', { name: bob }).waitFor()
  await page.getByRole('searchbox').pressSequentially('ann l')
  await page.getByRole('cell', { name: bob }).waitFor({ state: 'detached' })
  await page.getByRole('cell', { name: ann }).waitFor()
  expect(new URL(page.url()).search).toBe('?search=ann+l')
  await page.getByRole('button', { name: words.users.clearSearch }).click()
  await page.getByLabel(words.users.status).selectOption(words.users.statuses.suspended)
  await page.getByRole('cell', { name: ann }).waitFor({ state: 'detached' })
  await page.getByRole('cell', { name: bob }).waitFor()
  expect(new URL(page.url()).search).toBe('?status=suspended')
  await page.reload()
  await page.getByRole('cell', { name: bob }).waitFor()
  expect(await page.getByLabel(words.users.status).inputValue()).toBe('suspended')
  await page.getByLabel(words.users.roles).selectOption('Administrator')
  await page.getByRole('heading', { name: words.users.nobodyMatches }).waitFor()
  await page.getByRole('button', { name: words.users.clearFilters }).first().click()
  await page.getByRole('cell', { name: ann }).waitFor()
})

test('a long list goes page by page, back and forth, and a bookmarked page works', async () => {
  const scene = await account()
  const names = Array.from({ length: 120 }, (_, index) => `p${String(index).padStart(3, '0')}`)
  await Promise.all(names.map((name) => member(scene.accountId, { email: `${name}@example.com`, name })))
  const page = await users(scene)
  const first = page.getByRole('cell', { name: 'p000@example.com' })
  await first.waitFor()
  await page.getByText(words.users.rangeOnly(1, 50)).waitFor()
  expect(await page.getByRole('button', { name: words.users.previousPage }).count()).toBe(0)
  await page.getByRole('button', { name: words.users.nextPage }).click()
  await page.getByRole('cell', { name: 'p060@example.com' }).waitFor()
  await page.getByRole('button', { name: words.users.nextPage }).click()
  await page.getByText(words.users.range(101, 121, '121')).waitFor()
  expect(await page.getByRole('button', { name: words.users.nextPage }).count()).toBe(0)
  await page.getByRole('button', { name: words.users.previousPage }).click()
  await page.getByRole('cell', { name: 'p060@example.com' }).waitFor()
  const bookmark = page.url()
  await page.getByRole('button', { name: words.users.previousPage }).click()
  await first.waitFor()
  const tab = await page.context().newPage()
  await tab.goto(bookmark)
  await tab.getByRole('cell', { name: 'p060@example.com' }).waitFor()
  await tab.getByRole('button', { name: words.users.firstPage }).click()
  await tab.getByRole('cell', { name: 'p000@example.com' }).waitFor()
})

test('an email that bounced says what to do, and the invitation can be resent', async () => {
  const scene = await account()
  const bounced = await member(scene.accountId, {
    name: 'Bo Unced',
    status: 'invited',
    mail: { state: 'bounced', at: new Date().toISOString(), detail: '550 no such mailbox' },
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  })
  const page = await users(scene)
  await page.getByText(words.users.mails.bounced, { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Bo Unced', exact: true }).click()
  const details = page.getByRole('dialog', { name: words.users.details })
  await details.getByText(words.users.mailHints.bounced).waitFor()
  await details.getByText('550 no such mailbox').waitFor()
  expect(new URL(page.url()).searchParams.get('user')).toBe(userIdOf(scene.accountId, bounced))
  await details.getByRole('button', { name: words.users.resend }).click()
  await page.getByText(words.users.resent(bounced)).waitFor()
  await mails(bounced)
  await details.getByText(words.users.mails.sent, { exact: true }).waitFor()
})

test("a row's menu has exactly the actions allowed on this user", async () => {
  const scene = await account()
  const { email } = await invited(scene, { name: 'In Vited' })
  const page = await users(scene)
  await page.getByRole('button', { name: words.users.actionsFor('Ada Admin') }).click()
  expect(await page.getByRole('menuitem').allInnerTexts()).toEqual([
    words.users.details,
    words.users.copyEmail,
    words.users.edit,
    words.users.suspend,
    words.users.leave('Acme'),
  ])
  await page.keyboard.press('Escape')
  await page.getByRole('menuitem').first().waitFor({ state: 'detached' })
  await page.getByRole('button', { name: words.users.actionsFor('In Vited') }).click()
  await page.getByRole('menuitem', { name: words.users.resend }).waitFor()
  await page.getByRole('menuitem', { name: words.users.copyEmail }).click()
  await page.getByText(words.frame.copied).waitFor()
  expect(await copiedText(page)).toBe(email)

  const reader = await users(scene, '', await member(scene.accountId))
  await reader.getByRole('button', { name: words.users.actionsFor('In Vited') }).click()
  expect(await reader.getByRole('menuitem').allInnerTexts()).toEqual([
    words.users.details,
    words.users.copyEmail,
  ])
  expect(await reader.getByRole('button', { name: words.invite.invite }).count()).toBe(0)
})

test('an account with one user shows how to begin', async () => {
  const scene = await account()
  const page = await users(scene)
  await page.getByRole('heading', { name: words.users.onlyYou }).waitFor()
})

test("a list that can't be loaded says so, and loads when retried", async () => {
  const scene = await account()
  const page = await users(scene)
  await page.getByRole('cell', { name: scene.admin }).waitFor()
  await page.route('**/users?*', (route) => route.fulfill({ status: 500, json: {} }))
  await page.getByRole('searchbox').fill('ada')
  await page.getByRole('alert').getByRole('heading', { name: words.frame.failed }).waitFor()
  await page.unroute('**/users?*')
  await page.getByRole('button', { name: words.frame.tryAgain }).click()
  await page.getByRole('cell', { name: scene.admin }).waitFor()
}, 60_000)

test('anyone who may invite but not see users sees none, and can still invite', async () => {
  const scene = await account()
  await role(scene.accountId, 'host', ['users:invite', 'roles:read'])
  const host = await member(scene.accountId, { roleIds: ['host'] })
  const page = await users(scene, '', host)
  await page.getByRole('heading', { name: words.frame.noPermission }).waitFor()
  await page.getByRole('button', { name: words.invite.invite }).click()
  await page.getByRole('dialog').getByRole('checkbox', { name: 'host' }).waitFor()
})

test('on a phone each user is a card, with the same menu', async () => {
  const scene = await account()
  const { email } = await invited(scene, { name: 'In Vited' })
  const page = await users(scene, '', scene.admin, { viewport: phone })
  const card = page.getByRole('listitem').filter({ hasText: email })
  await card.getByText(words.users.invited, { exact: true }).waitFor()
  expect(await page.getByRole('table').count()).toBe(0)
  await card.getByRole('button', { name: words.users.actionsFor('In Vited') }).click()
  await page.getByRole('menuitem', { name: words.users.details }).click()
  await page.getByRole('dialog', { name: words.users.details }).getByText(email).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width)
})
