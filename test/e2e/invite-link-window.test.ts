import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { linkKey } from '../../functions/table/keys.ts'
import { get, put } from '../support/api.ts'
import { accessibilityFlaws, copiedText, withBrowser } from '../support/browser.ts'
import { account, type Scene, set, somebody, tokenInMail } from '../support/scene.ts'

const open = withBrowser()

const inviteWindow = async (scene: Scene): Promise<{ page: Page; window: Locator }> => {
  const page = await open(`/accounts/${scene.accountId}/users`, { as: scene.admin })
  await page.getByRole('button', { name: 'Invite user' }).click()
  return { page, window: page.getByRole('dialog', { name: 'Invite to Acme' }) }
}

test('the invite link is copied at one click, and a stranger joins by it', async () => {
  const scene = await account()
  const page = await open(`/accounts/${scene.accountId}/users`, { as: scene.admin })
  await page.getByRole('button', { name: 'Copy invite link' }).click()
  await page.getByText('Invite link copied. Whoever uses it joins as Member.').waitFor()
  const email = somebody('stranger')
  const join = await open(`/join${new URL(await copiedText(page)).hash}`)
  await join.getByLabel('Email').fill(email)
  await join.getByRole('button', { name: 'Send confirmation email' }).click()
  await join.getByRole('heading', { name: 'Check your inbox' }).waitFor()
  const confirm = await open(`/join#${await tokenInMail(email)}`)
  await confirm.getByLabel('Name').fill('Stran Ger')
  await confirm.getByRole('button', { name: 'Join Acme' }).click()
  await confirm.getByRole('heading', { name: 'Welcome to Acme' }).waitFor()
  await page.reload()
  await page.getByRole('row', { name: email }).getByText('by the invite link').waitFor()
})

test('a link that lets nobody in is not copied: the window says why', async () => {
  const scene = await account()
  const link = `${scene.path}/invite-link`
  await put(link, { maxUses: 1 }, scene.admin)
  for (const [change, words] of [
    [{ uses: 1 }, 'The link is used up'],
    [{ expiresAt: '2020-01-01T00:00:00.000Z' }, 'The link has expired'],
    [{ enabled: false }, 'The link is switched off'],
  ] as const) {
    for (const [name, value] of Object.entries(change)) await set(linkKey(scene.accountId), name, value)
    const page = await open(`/accounts/${scene.accountId}/users`, { as: scene.admin })
    await page.getByRole('button', { name: 'Copy invite link' }).click()
    await page.getByRole('dialog').getByText(words).waitFor()
  }
  expect(await put(link, { expiresAt: '2021-01-01T00:00:00Z' }, scene.admin)).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'expiresAt', message: 'must be in the future' }] },
  })
})

test('the window shows the link with its QR code; with no default role it leads to choosing one', async () => {
  const scene = await account()
  const { page, window } = await inviteWindow(scene)
  await window.getByRole('tab', { name: 'Invite link' }).click()
  await window.getByText('They join as Member, after a mail has proved their address.').waitFor()
  await window.getByRole('button', { name: 'Show QR code' }).click()
  await window.getByRole('img', { name: 'QR code of the invite link' }).waitFor()

  await put(`${scene.path}/default-roles`, { roleIds: [] }, scene.admin)
  await page.reload()
  await page.getByRole('button', { name: 'Copy invite link' }).click()
  await window.getByRole('heading', { name: 'There is no link yet' }).waitFor()
  await window.getByRole('link', { name: 'Choose default roles' }).click()
  await page.getByRole('heading', { name: 'Roles', level: 1 }).waitFor()
})

test('the options of the link: maximum, domains, end, switching off, and replacing it', async () => {
  const scene = await account()
  const { page, window } = await inviteWindow(scene)
  await window.getByRole('tab', { name: 'Invite link' }).click()
  const url = await window.getByRole('textbox', { name: 'Invite link' }).inputValue()
  await window.getByRole('button', { name: 'Options' }).click()
  await window.getByLabel('People who may join by it').fill('25')
  await window.getByLabel('Domains of the addresses').fill('not a domain!')
  await window.getByRole('button', { name: 'Save the options' }).click()
  await window.getByText('Each domain must be a domain like example.com.').waitFor()
  for (let tag = 0; tag < 3; tag++) await window.getByLabel('Domains of the addresses').press('Backspace')
  await window.getByLabel('Domains of the addresses').fill('example.com')
  await window.getByLabel('Valid until').fill('2099-01-01T12:00')
  await window.getByRole('button', { name: 'Save the options' }).click()
  await window.getByText('0 of at most 25 people have joined by it.').waitFor()
  await window.getByText('It takes addresses of example.com.').waitFor()
  await window.getByText('The link is valid until Jan 1, 2099').waitFor()
  await window.getByRole('switch', { name: 'People can join by the link' }).click()
  await window.getByText('The link is switched off').waitFor()
  expect(await accessibilityFlaws(page)).toEqual([])
  expect((await get(`${scene.path}/invite-link`, scene.admin)).body).toMatchObject({
    enabled: false,
    maxUses: 25,
    allowedDomains: ['example.com'],
  })
  await window.getByRole('button', { name: 'Replace the link' }).click()
  const question = page.getByRole('dialog', { name: 'Replace the invite link?' })
  await question.getByRole('button', { name: 'Replace the link' }).click()
  await page.getByText('The invite link is replaced').waitFor()
  expect(await window.getByRole('textbox', { name: 'Invite link' }).inputValue()).not.toBe(url)
})
