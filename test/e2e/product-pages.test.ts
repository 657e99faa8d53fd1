import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { firstAdministrator as admin } from '../../local/first-administrator.ts'
import { mailsTo } from '../../local/services/mailbox.ts'
import type { RunningSystem } from '../../local/system.ts'
import { portal as german } from '../../portal/words/de/portal.ts'
import { join as joinWords } from '../../portal/words/en/join.ts'
import { portal as words } from '../../portal/words/en/portal.ts'
import { defineProduct } from '../../shared/product/define-product.ts'
import { callerOf } from '../support/api.ts'
import { flawsInLightAndDark, withBrowser } from '../support/browser.ts'
import { madeUp } from '../support/made-up-language.ts'
import { longestStart, ownSystem } from '../support/own-system.ts'
import { somebody } from '../support/scene.ts'

const product = defineProduct({
  permissions: {
    'reports:read': { label: { en: 'View reports', de: 'Berichte ansehen' }, group: 'Reports' },
    'reports:write': { label: 'Write reports', description: 'And delete them', group: 'Reports' },
    'billing:write': { label: 'Change the plan', group: 'Billing', sensitive: true },
  },
  roles: {
    analyst: { label: { en: 'Analyst', de: 'Analystin' }, permissions: ['users:read', 'reports:read'] },
  },
})

const accent = '#0b6e4f'

let system: RunningSystem
let path: string
let call: ReturnType<typeof callerOf>

beforeAll(async () => {
  const mark = join(mkdtempSync(join(tmpdir(), 'usher-brand-')), 'mark.svg')
  writeFileSync(
    mark,
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 28"><rect width="80" height="28" rx="6" fill="#0b6e4f"/></svg>',
  )
  system = await ownSystem({
    productName: 'Globex',
    product,
    brand: {
      logo: mark,
      accent,
      radius: 2,
      font: { family: 'Georgia' },
      links: { help: 'https://globex.example/help', privacy: 'https://globex.example/privacy' },
    },
    words: {
      en: {
        portal: { roles: { title: 'Jobs', deleteTitle: 'Throw {role} away?' } },
        join: { join: 'Step into {account}' },
      },
    },
    languages: { tlh: madeUp('tlhIngan') },
  })
  call = callerOf(system)
  path = `/accounts/${(await call('GET', '/me', { as: admin })).body.accounts[0].accountId}`
}, longestStart)
afterAll(() => system.stop())

const open = withBrowser(() => system)
const card = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) })

test("a role is created from the product's permissions, by their labels and under their groups", async () => {
  const page = await open(`${path}/roles`, { as: admin })
  await page.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor()
  await page.getByRole('button', { name: words.roles.newRole }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(words.roles.name).fill('Writer')
  await dialog.getByRole('group', { name: 'Billing' }).getByLabel('Change the plan').waitFor()
  await dialog.getByRole('group', { name: 'Reports' }).getByLabel('Write reports').check()
  await dialog.getByLabel(words.roles.permissionNames['users:read']).check()
  expect(await dialog.getByLabel(words.roles.otherPermissions).count()).toBe(0)
  expect(await flawsInLightAndDark(page)).toEqual([])
  await dialog.getByRole('button', { name: words.roles.save }).click()
  await card(page, 'Writer').getByText('Write reports').waitFor()
  const { items } = (await call('GET', `${path}/roles`, { as: admin })).body
  expect(items.find(({ name }: { name: string }) => name === 'Writer').permissions.toSorted()).toEqual([
    'reports:write',
    'users:read',
  ])
})

test("a product role has its name in the reader's language, and can't be changed", async () => {
  const page = await open(`${path}/roles`, { as: admin, locale: 'de-DE' })
  const analyst = card(page, 'Analystin')
  await analyst.getByText('Berichte ansehen').waitFor()
  await analyst.getByText(german.roles.sources.product).waitFor()
  // To look at the portal with the role, and nothing that changes it.
  expect(await analyst.getByRole('button').count()).toBe(1)
  await analyst.getByRole('button', { name: german.roles.viewAsLabel('Analystin') }).waitFor()
})

/** The color of an element's background, as `#rrggbb`. */
const groundOf = (page: Page, name: string): Promise<string> =>
  page.getByRole('button', { name, exact: true }).evaluate((element) => {
    const [red = 0, green = 0, blue = 0] = (
      getComputedStyle(element).backgroundColor.match(/\d+/g) ?? []
    ).map(Number)
    return `#${[red, green, blue].map((one) => one.toString(16).padStart(2, '0')).join('')}`
  })

test("the portal has the product's logo, color, corners, links and texts, in both schemes", async () => {
  const page = await open(`${path}/roles`, { as: admin })
  await page.getByRole('button', { name: words.roles.newRole }).waitFor()
  expect(await groundOf(page, words.roles.newRole)).toBe(accent)
  const mark = page.locator('header img')
  expect(
    await mark.evaluate((image: HTMLImageElement) => [new URL(image.src).pathname, image.naturalWidth > 0]),
  ).toEqual(['/brand/logo-light.svg', true])
  const links = page.getByRole('navigation', { name: words.frame.productLinksOf })
  expect(await links.getByRole('link').allTextContents()).toEqual([
    words.frame.productLinks.help,
    words.frame.productLinks.privacy,
  ])
  expect(await page.locator('link[rel="icon"]').getAttribute('href')).toBe('/brand/logo-light.svg')
  expect(await flawsInLightAndDark(page)).toEqual([])
})

test('the join page has them too', async () => {
  const { url } = (await call('GET', `${path}/invite-link`, { as: admin })).body
  const page = await open(`/join${new URL(url).hash}`)
  await page.getByText('Globex').first().waitFor()
  await page.getByRole('button', { name: joinWords.sendMail }).waitFor()
  expect(await groundOf(page, joinWords.sendMail)).toBe(accent)
  await page.getByRole('link', { name: joinWords.productLinks.privacy }).waitFor()
  const { body: user } = await call('POST', `${path}/users`, {
    as: admin,
    body: { email: somebody(), name: 'Grace', roleIds: ['member'], sendEmail: false },
  })
  const invited = await open(`/join${new URL(user.invitationUrl).hash}`)
  await invited.getByRole('button', { name: 'Step into Acme' }).waitFor()
  expect(await flawsInLightAndDark(invited)).toEqual([])
})

test('a language that the product adds is in the menu, on pages, in account settings, and in emails', async () => {
  const page = await open(`${path}/account`, { as: admin })
  await page.getByRole('button', { name: words.frame.you }).click()
  await page.getByRole('menuitemradio', { name: 'tlhIngan' }).click()
  await page.getByRole('heading', { name: '⟨account.title⟩', level: 1 }).waitFor()
  await page.getByRole('combobox', { name: '⟨account.language⟩' }).selectOption('tlhIngan')
  await page.getByRole('button', { name: '⟨account.save⟩' }).click()
  await page.getByText('⟨account.saved⟩').waitFor()
  await page.reload()
  await page.getByRole('heading', { name: '⟨account.title⟩', level: 1 }).waitFor()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('tlh')

  const email = somebody('worf')
  const body = { email, name: 'Worf', roleIds: ['analyst'] }
  expect((await call('POST', `${path}/users`, { as: admin, body })).status).toBe(201)
  await expect
    .poll(async () => (await mailsTo(system.mailUrl, email)).map(({ subject }) => subject))
    .toEqual([expect.stringMatching(/^⟨invitation\.subject .*Acme⟩$/)])
  const refused = await call('PATCH', path, { as: admin, body: { language: 'nl' } })
  expect([refused.status, refused.body.errors]).toEqual([
    422,
    [expect.objectContaining({ path: 'language', code: 'not_one_of', allowed: ['en', 'de', 'tlh'] })],
  ])
  expect((await call('PATCH', path, { as: admin, body: { language: 'en' } })).status).toBe(200)

  const { url } = (await call('GET', `${path}/invite-link`, { as: admin })).body
  const join = await open(`/join${new URL(url).hash}`, { locale: 'tlh' })
  await join.getByRole('button', { name: '⟨sendMail⟩' }).waitFor()
})
