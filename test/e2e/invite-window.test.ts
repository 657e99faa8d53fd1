import type { Locator, Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { portal as words } from '../../portal/words/en/portal.ts'
import { get } from '../support/api.ts'
import { copiedText, signInAs, withBrowser } from '../support/browser.ts'
import { account, invited, mails, member, role, type Scene, somebody } from '../support/scene.ts'

const open = withBrowser()

const inviteWindow = async (scene: Scene, as = scene.admin): Promise<{ page: Page; window: Locator }> => {
  const page = await open(`/accounts/${scene.accountId}/users`, { as })
  await page.getByRole('button', { name: words.invite.invite }).click()
  const window = page.getByRole('dialog', { name: words.invite.title('Acme') })
  await window.getByRole('textbox', { name: words.invite.name }).waitFor()
  return { page, window }
}
const field = (window: Locator, name: string) => window.getByRole('textbox', { name })
const send = (window: Locator, name = 'Invite') => window.getByRole('button', { name, exact: true }).click()

test('from the window by the mailbox to the list: invited, joined, active', async () => {
  const scene = await account()
  const email = somebody('grace')
  const { page, window } = await inviteWindow(scene)
  await field(window, words.invite.email).fill(email)
  await field(window, words.invite.name).fill('Grace Hopper')
  expect(await window.getByRole('checkbox', { name: 'Member' }).isChecked()).toBe(true)
  await send(window)
  await window.getByText(words.invite.invitedMail('Grace Hopper', email)).waitFor()
  await window.getByRole('button', { name: words.invite.done }).click()
  const row = page.getByRole('row', { name: email })
  await row.getByText(words.users.justInvited).waitFor()

  const [mail] = await mails(email)
  expect(mail?.subject).toContain('Ada Admin')
  const mailbox = await open('/join')
  await mailbox.goto(inject('system').mailUrl)
  const received = mailbox.locator('.email').filter({ hasText: email })
  await received.getByText('Toggle HTML view').click()
  const opening = mailbox.waitForEvent('popup')
  await received.frameLocator('iframe').getByRole('link', { name: 'View invitation' }).click()
  const join = await opening
  await join.getByRole('button', { name: 'Join Acme' }).click()
  await join.getByRole('heading', { name: 'Welcome to Acme' }).waitFor()
  await join.getByRole('link', { name: words.frame.signIn }).click()
  await signInAs(join, email)
  await join.getByRole('row', { name: email }).getByText(words.users.statuses.active).waitFor()

  await page.reload()
  await row.getByText(words.users.statuses.active).waitFor()
  expect((await get(`${scene.path}/users?search=${email}`, scene.admin)).body.items).toMatchObject([
    { name: 'Grace Hopper', status: 'active', roleIds: ['member'] },
  ])
})

test('what is wrong stands beside its field, in the words of the contract, and takes the focus', async () => {
  const scene = await account()
  const { window } = await inviteWindow(scene)
  await field(window, words.invite.email).fill('not an address')
  await window.getByRole('checkbox', { name: 'Member' }).uncheck()
  await window.getByRole('button', { name: words.invite.more }).click()
  await field(window, words.users.phone).fill('12')
  await field(window, words.fields.message).fill('x'.repeat(501))
  await send(window)
  await window.getByText(words.fieldErrors.not_an_email({ field: '' })).waitFor()
  await window.getByText(words.fieldErrors.empty({ field: words.fields.name })).waitFor()
  await window.getByText(words.invite.chooseRole).waitFor()
  await window.getByText(words.fieldErrors.not_a_phone_number({ field: '' })).waitFor()
  await window.getByText(words.fieldErrors.too_long({ field: words.fields.message, maximum: 500 })).waitFor()
  await expect
    .poll(() => field(window, words.invite.email).evaluate((element) => element.matches(':focus')))
    .toBe(true)
  expect((await get(`${scene.path}/users`, scene.admin)).body.items).toHaveLength(1)
})

test('phone, message and period go along, with the country understood', async () => {
  const scene = await account()
  const email = somebody()
  const { window } = await inviteWindow(scene)
  await field(window, words.invite.email).fill(email)
  await field(window, words.invite.name).fill('Grace Hopper')
  await window.getByRole('button', { name: words.invite.more }).click()
  await window.getByLabel(words.invite.country).selectOption({ value: 'DE' })
  await field(window, words.users.phone).fill('0151 12345678')
  await field(window, words.fields.message).fill(words.importing.exampleMessage)
  await window.getByLabel(words.invite.period).selectOption('1 day')
  await send(window)
  await window.getByRole('heading', { name: words.invite.invitedTitle }).waitFor()
  const [mail] = await mails(email)
  expect(mail?.body.text).toContain(words.importing.exampleMessage)
  const [user] = (await get(`${scene.path}/users?search=${email}`, scene.admin)).body.items
  expect(user.phone).toBe('+4915112345678')
  expect(Date.parse(user.expiresAt) - Date.parse(user.invitedAt)).toBe(86_400_000)
})

test('without a mail the window gives the link to pass on', async () => {
  const scene = await account()
  const { page, window } = await inviteWindow(scene)
  await field(window, words.invite.email).fill(somebody())
  await field(window, words.invite.name).fill('Grace Hopper')
  await window.getByRole('button', { name: words.invite.more }).click()
  await window.getByRole('checkbox', { name: words.invite.sendMail }).uncheck()
  await send(window)
  await window.getByRole('button', { name: words.frame.copy }).click()
  await page.getByText(words.frame.copied).waitFor()
  const join = await open(`/join${new URL(await copiedText(page)).hash}`)
  await join.getByText('Ada Admin invites you to join Acme as Member.').waitFor()
})

test('a member is named as such while their address is typed, and can be looked at', async () => {
  const scene = await account()
  const { email } = await invited(scene, { name: 'In Vited' })
  const { page, window } = await inviteWindow(scene)
  await field(window, words.invite.email).fill(email.toUpperCase())
  await window.getByText(words.problems.user_exists).waitFor()
  await window.getByRole('button', { name: words.invite.openUser }).click()
  await page.getByRole('dialog', { name: words.users.details }).getByText(email).waitFor()
})

test('a role that one may not give stands there with the reason', async () => {
  const scene = await account()
  await role(scene.accountId, 'host', ['users:read', 'users:invite', 'roles:read'])
  await role(scene.accountId, 'payer', ['invoices:pay'])
  const host = await member(scene.accountId, { roleIds: ['host'] })
  const { window } = await inviteWindow(scene, host)
  const box = (name: string) => window.getByRole('checkbox', { name })
  expect(await box('Administrator').isDisabled()).toBe(true)
  expect(await box('payer').isDisabled()).toBe(true)
  expect(await box('Member').isChecked()).toBe(true)
  expect(await window.getByText(words.invite.adminsOnly).count()).toBe(1)
  expect(await window.getByText(words.invite.notYours).count()).toBe(1)
})

test('several addresses pasted at once become several invitations, each with its result', async () => {
  const scene = await account()
  const [ann, bob] = [somebody('ann.lee'), somebody('bob')]
  const { page, window } = await inviteWindow(scene)
  await page.evaluate(
    (text) => navigator.clipboard.writeText(text),
    `${ann}; "Ray, Bob" <${bob}>\n${scene.admin}\n${ann}`,
  )
  await field(window, words.invite.email).focus()
  await page.keyboard.press('ControlOrMeta+V')
  expect(await field(window, words.invite.nameOf(bob)).inputValue()).toBe('Ray, Bob')
  await field(window, words.invite.nameOf(ann)).fill('Ann Lee')
  const row = window.getByRole('listitem').filter({ hasText: scene.admin })
  await row.getByText(words.problems.user_exists).waitFor()
  await send(window, words.importing.start(2))
  await window.getByText(words.invite.results(2, 2)).waitFor()
  await row.getByRole('button', { name: words.invite.remove(scene.admin) }).click()
  await window.getByText(words.invite.results(2, 2)).waitFor()
  await send(window, words.invite.done)
  await page.getByRole('row', { name: bob }).getByText(words.users.justInvited).waitFor()
  const { items } = (await get(`${scene.path}/users?status=invited`, scene.admin)).body
  expect(items.map((user: { name: string }) => user.name).toSorted()).toEqual(['Ann Lee', 'Ray, Bob'])
})

test('one person pasted as mail programs write them is taken apart', async () => {
  const { page, window } = await inviteWindow(await account())
  await page.evaluate(() => navigator.clipboard.writeText('Ann Lee <ann@example.com>'))
  await field(window, words.invite.email).focus()
  await page.keyboard.press('ControlOrMeta+V')
  await expect.poll(() => field(window, words.invite.name).inputValue()).toBe('Ann Lee')
  expect(await field(window, words.invite.email).inputValue()).toBe('ann@example.com')
})

test('who types a second address is left to finish it, and nothing that is no address is lost', async () => {
  const scene = await account()
  const { page, window } = await inviteWindow(scene)
  await field(window, words.invite.email).pressSequentially('zoe@example.com, bob@example.com')
  expect(await field(window, words.invite.email).inputValue()).toBe('zoe@example.com, bob@example.com')
  await page.keyboard.press('Enter')
  await field(window, words.invite.nameOf('bob@example.com')).waitFor()
  await expect
    .poll(() =>
      field(window, words.invite.nameOf('zoe@example.com')).evaluate((one) => one.matches(':focus')),
    )
    .toBe(true)
  for (const name of ['zoe', 'bob'])
    await window.getByRole('button', { name: words.invite.remove(`${name}@example.com`) }).click()
  await field(window, words.invite.email).fill('ann@example.com, lee@@bad.example')
  await window.getByText(words.invite.misread('lee@@bad.example')).waitFor()
})

test('who was invited just now and is revoked is gone, and no filter shows who it would not', async () => {
  const scene = await account()
  const email = somebody()
  const { page, window } = await inviteWindow(scene)
  await field(window, words.invite.email).fill(email)
  await field(window, words.invite.name).fill('Pass Ing')
  await send(window)
  await window.getByRole('button', { name: words.invite.done }).click()
  await page.getByRole('row', { name: email }).waitFor()
  await page.getByRole('searchbox').fill('nobody at all')
  await page.getByRole('heading', { name: words.users.nobodyMatches }).waitFor()
  await page.getByRole('button', { name: words.users.clearFilters }).first().click()
  await page.getByRole('button', { name: words.users.actionsFor('Pass Ing') }).click()
  await page.getByRole('menuitem', { name: words.users.revoke }).click()
  await page.getByRole('dialog').getByRole('button', { name: words.users.revoke }).click()
  await page.getByRole('row', { name: email }).waitFor({ state: 'detached' })
})

test('without a role the choice says so, and takes the focus', async () => {
  const { window } = await inviteWindow(await account())
  await field(window, words.invite.email).fill(somebody())
  await field(window, words.invite.name).fill('No Roles')
  await window.getByRole('checkbox', { name: 'Member' }).uncheck()
  await send(window)
  await window.getByText(words.invite.chooseRole).waitFor()
  await expect
    .poll(() =>
      window.getByRole('checkbox', { name: 'Administrator' }).evaluate((one) => one.matches(':focus')),
    )
    .toBe(true)
})

test('Invite another begins anew, with the default roles', async () => {
  const scene = await account()
  const { page, window } = await inviteWindow(scene)
  const emails = [somebody('first'), somebody('second')]
  for (const email of emails) {
    await field(window, words.invite.email).fill(email)
    await field(window, words.invite.name).fill('Some Body')
    await send(window)
    await window.getByRole('button', { name: words.invite.another }).click()
    expect(await field(window, words.invite.email).inputValue()).toBe('')
  }
  await page.keyboard.press('Escape')
  for (const email of emails) await page.getByRole('row', { name: email }).waitFor()
})
