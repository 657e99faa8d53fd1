import type { Locator, Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { portal as words } from '../../portal/words/en/portal.ts'
import { get } from '../support/api.ts'
import { copiedText, desktop, flawsInLightAndDark, phone, signInAs, withBrowser } from '../support/browser.ts'
import { account, invited, mails, member, role, type Scene, somebody } from '../support/scene.ts'

const open = withBrowser()

const inviteWindow = async (scene: Scene, as = scene.admin): Promise<{ page: Page; window: Locator }> => {
  const page = await open(`/accounts/${scene.accountId}/users`, { as })
  await page.getByRole('button', { name: words.invite.invite }).click()
  const window = page.getByRole('dialog', { name: words.invite.title('Acme') })
  await box(window).waitFor()
  return { page, window }
}
const box = (window: Locator) => window.getByRole('textbox', { name: words.invite.people })
const field = (window: Locator, name: string) => window.getByRole('textbox', { name })
const send = (window: Locator, people = 1) =>
  window.getByRole('button', { name: words.invite.send(people), exact: true }).click()
const chip = (window: Locator, text: string) =>
  window.getByRole('list', { name: words.invite.peopleList }).getByRole('listitem').filter({ hasText: text })
const paste = async (page: Page, window: Locator, text: string): Promise<void> => {
  await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text)
  await box(window).focus()
  await page.keyboard.press('ControlOrMeta+V')
}
const isFocused = (one: Locator) =>
  expect.poll(() => one.evaluate((element) => element.matches(':focus'))).toBe(true)

test('from the window through the mailbox to the list: invited, joined, active', async () => {
  const scene = await account()
  const email = somebody('grace')
  const { page, window } = await inviteWindow(scene)
  await box(window).fill(`Grace Hopper <${email}>`)
  expect(await window.getByRole('checkbox', { name: 'Member' }).isChecked()).toBe(true)
  await send(window)
  const result = window.getByRole('heading', { name: words.invite.invitedTitle(1) })
  await isFocused(result)
  await chip(window, 'Grace Hopper').getByText(words.invite.mailUnderway).waitFor()
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

test('an error is shown beside its field, and the box gets the focus', async () => {
  const scene = await account()
  const { window } = await inviteWindow(scene)
  await send(window)
  await window.getByText(words.invite.enterSomebody).waitFor()
  await box(window).fill('not an address')
  await window.getByRole('checkbox', { name: 'Member' }).uncheck()
  await window.getByRole('button', { name: words.invite.more }).click()
  await field(window, words.users.phone).fill('12')
  await field(window, words.fields.message).fill('x'.repeat(501))
  await send(window)
  await chip(window, 'not an address').getByText(words.invite.noAddress).waitFor()
  await window.getByText(words.invite.correctFirst).waitFor()
  await window.getByText(words.invite.chooseRole).waitFor()
  await window.getByText(words.fieldErrors.not_a_phone_number({ field: '' })).waitFor()
  await window.getByText(words.fieldErrors.too_long({ field: words.fields.message, maximum: 500 })).waitFor()
  await isFocused(box(window))
  expect((await get(`${scene.path}/users`, scene.admin)).body.items).toHaveLength(1)
})

test('phone, message and validity are sent, with the country understood', async () => {
  const scene = await account()
  const email = somebody()
  const { window } = await inviteWindow(scene)
  await box(window).fill(email)
  await window.getByRole('button', { name: words.invite.more }).click()
  await window.getByLabel(words.invite.country).selectOption({ value: 'DE' })
  await field(window, words.users.phone).fill('0151 12345678')
  await field(window, words.fields.message).fill(words.importing.exampleMessage)
  await window.getByLabel(words.invite.period).selectOption('1 day')
  await send(window)
  await window.getByRole('heading', { name: words.invite.invitedTitle(1) }).waitFor()
  const [mail] = await mails(email)
  expect(mail?.body.text).toContain(words.importing.exampleMessage)
  const [user] = (await get(`${scene.path}/users?search=${email}`, scene.admin)).body.items
  expect(user.phone).toBe('+4915112345678')
  expect(Date.parse(user.expiresAt) - Date.parse(user.invitedAt)).toBe(86_400_000)
})

test('without an email each person has a link to pass on, one by one or all at once', async () => {
  const scene = await account()
  const [ann, bob] = [somebody('ann'), somebody('bob')]
  const { page, window } = await inviteWindow(scene)
  await paste(page, window, `Ann Lee <${ann}>, Bob Ray <${bob}>`)
  await window.getByRole('button', { name: words.invite.more }).click()
  await window.getByRole('checkbox', { name: words.invite.sendMail }).uncheck()
  await send(window, 2)
  await window.getByText(words.invite.invitedByLink(2)).waitFor()
  await window.getByRole('button', { name: words.invite.copyLinkOf('Ann Lee') }).click()
  await page.getByText(words.invite.personalLinkCopied('Ann Lee')).waitFor()
  const link = await copiedText(page)
  await window.getByRole('button', { name: words.invite.copyLinks }).click()
  await page.getByText(words.invite.linksCopied(2)).waitFor()
  expect((await copiedText(page)).split('\n')).toEqual([
    `Ann Lee <${ann}>\t${link}`,
    expect.stringContaining(`Bob Ray <${bob}>\thttp`),
  ])
  expect(await flawsInLightAndDark(page)).toEqual([])
  const join = await open(`/join${new URL(link).hash}`)
  await join.getByText('Ada Admin invites you to join Acme as Member.').waitFor()
})

test("typing a member's address says that they're a member, and they can be looked at", async () => {
  const scene = await account()
  const { email } = await invited(scene, { name: 'In Vited' })
  const { page, window } = await inviteWindow(scene)
  await box(window).fill(email.toUpperCase())
  await window.getByText(words.invite.typedIsThere('In Vited', false)).waitFor()
  await box(window).press('Enter')
  await chip(window, email).getByText(words.invite.there.pending).waitFor()
  await send(window)
  await window.getByText(words.invite.nobodyNew).waitFor()
  await chip(window, email).getByRole('button', { name: email }).first().click()
  await window.getByRole('button', { name: words.invite.openUser }).click()
  await page.getByRole('dialog', { name: words.users.details }).getByText(email).waitFor()
})

test('a role that you may not give is shown with the reason', async () => {
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

test('a pasted table becomes chips: members are marked, wrong ones are corrected in place, and the rest is invited', async () => {
  const scene = await account()
  const [ann, bob] = [somebody('ann.lee'), somebody('bob')]
  const { page, window } = await inviteWindow(scene)
  const rows = [
    'Name\tEmail',
    `Ray, Bob\t${bob}`,
    `Ada\t${scene.admin}`,
    'Cem\tcem@@example.com',
    'nobody here',
  ]
  await paste(page, window, rows.join('\n'))
  await paste(page, window, `${ann}; ${ann}`)
  await chip(window, scene.admin).getByText(words.invite.there.member).waitFor()
  await window.getByText(words.invite.aside('“nobody here”', 1)).waitFor()
  await window.getByRole('button', { name: words.invite.remove(ann) }).click()
  await paste(page, window, `Ann Lee <${ann}>`)

  await send(window, 2)
  await window.getByText(words.invite.correctFirst).waitFor()
  expect(await flawsInLightAndDark(page)).toEqual([])
  await chip(window, 'cem@@example.com').getByText(words.invite.noAddress).click()
  const editor = window.getByRole('group', { name: words.invite.edit('cem@@example.com') })
  await isFocused(editor.getByRole('textbox', { name: words.invite.email }))
  expect(await flawsInLightAndDark(page)).toEqual([])
  const cem = somebody('cem')
  await editor.getByRole('textbox', { name: words.invite.email }).fill(cem)
  await editor.getByRole('textbox', { name: words.invite.name }).fill('Cem Kaya')
  await page.keyboard.press('Enter')
  await chip(window, 'Cem Kaya').getByText(cem).waitFor()
  await isFocused(box(window))

  await send(window, 3)
  await window.getByRole('heading', { name: words.invite.invitedTitle(3) }).waitFor()
  await window.getByRole('button', { name: words.invite.done }).click()
  await page.getByRole('row', { name: bob }).getByText(words.users.justInvited).waitFor()
  const { items } = (await get(`${scene.path}/users?status=invited`, scene.admin)).body
  expect(items.map((user: { name: string }) => user.name).toSorted()).toEqual([
    'Ann Lee',
    'Cem Kaya',
    'Ray, Bob',
  ])
})

test('people whom the API refuses stay in the box with the reason, apart from those who were invited', async () => {
  const scene = await account()
  const [ann, bob] = [somebody('ann'), somebody('bob')]
  const { page, window } = await inviteWindow(scene)
  await page.route('**/users', async (route) => {
    const body = route.request().postDataJSON()
    await (body?.email === bob ? route.abort() : route.continue())
  })
  await paste(page, window, `${ann}, ${bob}`)
  await send(window, 2)
  await window.getByRole('heading', { name: words.invite.invitedTitle(1) }).waitFor()
  await window.getByText(words.invite.notInvited(1)).waitFor()
  expect(await flawsInLightAndDark(page)).toEqual([])
  await page.unroute('**/users')
  await window.getByRole('button', { name: words.invite.correctRest(1) }).click()
  await chip(window, bob).getByText(words.invite.refusedMark).waitFor()
  await send(window)
  await window.getByRole('heading', { name: words.invite.invitedTitle(1) }).waitFor()
  await page.getByText(words.invite.mailUnderway).waitFor()
})

test('a comma or Enter ends an address while typing, a name keeps its own, and Backspace brings the last one back', async () => {
  const { page, window } = await inviteWindow(await account())
  await box(window).pressSequentially('zoe@example.com, "Lee, Ann" <ann@example.com>')
  await chip(window, 'Zoe').waitFor()
  expect(await box(window).inputValue()).toBe('"Lee, Ann" <ann@example.com>')
  await page.keyboard.press('Enter')
  await chip(window, 'Lee, Ann').getByText('ann@example.com').waitFor()
  expect(await box(window).inputValue()).toBe('')
  await page.keyboard.press('Backspace')
  expect(await box(window).inputValue()).toBe('Lee, Ann <ann@example.com>')
  await page.keyboard.press('Tab')
  await chip(window, 'Lee, Ann').waitFor()
})

test('Escape or Cancel asks before it discards a draft, which survives Back and switching tabs', async () => {
  const { page, window } = await inviteWindow(await account())
  await box(window).fill('zoe@example.com')
  await box(window).press('Enter')
  await window.getByRole('tab', { name: words.invite.byLink }).click()
  await window.getByRole('tab', { name: words.invite.byMail }).click()
  await chip(window, 'zoe@example.com').waitFor()
  await page.goBack()
  await window.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: words.invite.invite }).click()
  await chip(window, 'zoe@example.com').getByText('Zoe', { exact: true }).click()
  await window.getByRole('group', { name: words.invite.edit('zoe@example.com') }).waitFor()
  await page.keyboard.press('Escape')
  await window
    .getByRole('group', { name: words.invite.edit('zoe@example.com') })
    .waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')
  const question = page.getByRole('dialog', { name: words.frame.discardTitle })
  await question.getByRole('button', { name: words.frame.keepEditing }).click()
  await chip(window, 'zoe@example.com').waitFor()
  await window.getByRole('button', { name: words.frame.cancel }).click()
  await question.getByRole('button', { name: words.frame.discard }).click()
  await window.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: words.invite.invite }).click()
  await box(window).waitFor()
  expect(await chip(window, 'zoe@example.com').count()).toBe(0)
})

test('with many roles the buttons stay visible, on a phone as well', async () => {
  const scene = await account()
  for (const name of 'abcdefghijkl') await role(scene.accountId, `role-${name}`, ['reports:read'])
  const { page, window } = await inviteWindow(scene)
  await expect.poll(() => window.getByRole('checkbox', { name: 'role-l' }).count()).toBe(1)
  for (const viewport of [desktop, phone]) {
    await page.setViewportSize(viewport)
    const button = await window.getByRole('button', { name: words.invite.send(1), exact: true }).boundingBox()
    expect((button?.y ?? Infinity) + (button?.height ?? 0)).toBeLessThanOrEqual(viewport.height)
  }
})

test("a newly invited user who is revoked disappears, and no filter shows users that it shouldn't", async () => {
  const scene = await account()
  const email = somebody()
  const { page, window } = await inviteWindow(scene)
  await box(window).fill(`Pass Ing <${email}>`)
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

test('without a role, the choice says so and gets the focus', async () => {
  const { window } = await inviteWindow(await account())
  await box(window).fill(somebody())
  await window.getByRole('checkbox', { name: 'Member' }).uncheck()
  await send(window)
  await window.getByText(words.invite.chooseRole).waitFor()
  await expect
    .poll(() =>
      window.getByRole('checkbox', { name: 'Administrator' }).evaluate((one) => one.matches(':focus')),
    )
    .toBe(true)
})

test('Invite more starts over, with the default roles', async () => {
  const scene = await account()
  const { page, window } = await inviteWindow(scene)
  const emails = [somebody('first'), somebody('second')]
  for (const email of emails) {
    await box(window).fill(email)
    await send(window)
    await window.getByRole('button', { name: words.invite.another }).click()
    expect(await box(window).inputValue()).toBe('')
  }
  await page.keyboard.press('Escape')
  for (const email of emails) await page.getByRole('row', { name: email }).waitFor()
})
