import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { linkKey } from '../../functions/table/keys.ts'
import { join as joinWords } from '../../portal/words/en/join.ts'
import { portal as words } from '../../portal/words/en/portal.ts'
import { get, put } from '../support/api.ts'
import { accessibilityFlaws, copiedText, withBrowser } from '../support/browser.ts'
import { account, type Scene, set, somebody, tokenInMail } from '../support/scene.ts'

const open = withBrowser()

const inviteWindow = async (scene: Scene): Promise<{ page: Page; window: Locator }> => {
  const page = await open(`/accounts/${scene.accountId}/users`, { as: scene.admin })
  await page.getByRole('button', { name: words.invite.invite }).click()
  return { page, window: page.getByRole('dialog', { name: words.invite.title('Acme') }) }
}

test('the invite link is copied with one click, and a stranger joins with it', async () => {
  const scene = await account()
  const page = await open(`/accounts/${scene.accountId}/users`, { as: scene.admin })
  await page.getByRole('button', { name: words.invite.copyLink }).click()
  await page.getByText(words.invite.linkCopied('Member')).waitFor()
  const email = somebody('stranger')
  const join = await open(`/join${new URL(await copiedText(page)).hash}`)
  await join.getByLabel(joinWords.email).fill(email)
  await join.getByRole('button', { name: 'Send confirmation email' }).click()
  await join.getByRole('heading', { name: 'Check your inbox' }).waitFor()
  const confirm = await open(`/join#${await tokenInMail(email)}`)
  await confirm.getByLabel('Name').fill('Stran Ger')
  await confirm.getByRole('button', { name: 'Join Acme' }).click()
  await confirm.getByRole('heading', { name: 'Welcome to Acme' }).waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'Stran Ger', exact: true }).click()
  await page.getByRole('dialog').getByText(words.users.byLink).waitFor()
})

test('the notice that the link is copied names its roles, even if they arrive late', async () => {
  const scene = await account()
  const page = await open(`/accounts/${scene.accountId}/users`, { as: scene.admin })
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  await page.route(/\/roles(\?|$)/, async (route) => {
    await released
    await route.continue()
  })
  await Promise.all([page.waitForResponse(/\/invite-link$/), page.reload()])
  const copied = page.getByRole('button', { name: words.invite.copyLink }).click()
  // Long enough for a click that doesn't wait.
  await page.waitForTimeout(1_000)
  release()
  await copied
  await page.getByText(words.invite.linkCopied('Member')).waitFor()
})

test("a link that lets nobody in isn't copied: the window says why", async () => {
  const scene = await account()
  const link = `${scene.path}/invite-link`
  await put(link, { maxUses: 1 }, scene.admin)
  for (const [change, flaw] of [
    [{ uses: 1 }, words.invite.linkUsedUp],
    [{ expiresAt: '2020-01-01T00:00:00.000Z' }, words.invite.linkEnded],
    [{ enabled: false }, words.invite.linkOff],
  ] as const) {
    for (const [name, value] of Object.entries(change)) await set(linkKey(scene.accountId), name, value)
    const page = await open(`/accounts/${scene.accountId}/users`, { as: scene.admin })
    await page.getByRole('button', { name: words.invite.copyLink }).click()
    await page.getByRole('dialog').getByText(flaw).waitFor()
  }
  expect(await put(link, { expiresAt: '2021-01-01T00:00:00Z' }, scene.admin)).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'expiresAt', code: 'not_in_future' }] },
  })
})

test('the window shows the link with its QR code; without a default role it leads to choosing one', async () => {
  const scene = await account()
  const { page, window } = await inviteWindow(scene)
  await window.getByRole('tab', { name: words.invite.byLink }).click()
  await window.getByText(words.invite.linkText('Member')).waitFor()
  await window.getByRole('button', { name: words.invite.showQr }).click()
  await window.getByRole('img', { name: words.invite.qr }).waitFor()

  await put(`${scene.path}/default-roles`, { roleIds: [] }, scene.admin)
  await page.goto(page.url().split('?')[0] ?? '')
  await page.getByRole('button', { name: words.invite.copyLink }).click()
  await window.getByRole('heading', { name: words.invite.noDefault }).waitFor()
  await window.getByRole('link', { name: words.invite.toRoles }).click()
  await page.getByRole('heading', { name: words.invite.roles, level: 1 }).waitFor()
})

test("the link's options: maximum, domains, end, disabling and replacing it", async () => {
  const scene = await account()
  const { page, window } = await inviteWindow(scene)
  await window.getByRole('tab', { name: words.invite.byLink }).click()
  const url = await window.getByRole('textbox', { name: words.invite.byLink }).inputValue()
  await window.getByRole('button', { name: words.invite.linkOptions }).click()
  await window.getByLabel(words.invite.linkMaximum).fill('25')
  await window.getByLabel(words.invite.linkDomains).first().fill('not a domain!')
  await window.getByLabel(words.invite.linkEnds).fill('2020-01-01T12:00')
  await window.getByRole('button', { name: words.invite.saveOptions }).click()
  await window.getByText(words.fieldErrors.not_a_domain({ field: '' })).waitFor()
  await window.getByText(words.fieldErrors.not_in_future({ field: words.fields.expiresAt })).waitFor()
  for (let tag = 0; tag < 3; tag++)
    await window.getByLabel(words.invite.linkDomains).first().press('Backspace')
  await window.getByLabel(words.invite.linkDomains).first().fill('example.com')
  await window.getByLabel(words.invite.linkEnds).fill('2099-01-01T12:00')
  await window.getByRole('button', { name: words.invite.saveOptions }).click()
  await window.getByText(words.invite.linkUsed(0, 25)).waitFor()
  await window.getByText(words.invite.linkFor('example.com')).waitFor()
  await window.getByText('Valid until Jan 1, 2099').waitFor()
  await window.getByRole('switch', { name: words.invite.linkEnabled }).click()
  await window.getByText(words.invite.linkOff).waitFor()
  expect(await window.getByText(words.invite.linkTitle).count()).toBe(0)
  expect(await accessibilityFlaws(page)).toEqual([])
  expect((await get(`${scene.path}/invite-link`, scene.admin)).body).toMatchObject({
    enabled: false,
    maxUses: 25,
    allowedDomains: ['example.com'],
  })
  await window.getByRole('button', { name: words.invite.replaceLink }).click()
  const question = page.getByRole('dialog', { name: words.invite.replaceTitle })
  await question.getByRole('button', { name: words.invite.replaceLink }).click()
  await page.getByText(words.invite.linkReplaced).waitFor()
  expect(await window.getByRole('textbox', { name: words.invite.byLink }).inputValue()).not.toBe(url)
})
