/** Usher's pages in the page of `examples/saas`, which has a look, and a content security policy, of its own. */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, expect, inject, test } from 'vitest'
import { signedIdToken } from '../../local/sign-in/issuer.ts'
import { portal as german } from '../../portal/words/de/portal.ts'
import { portal as words } from '../../portal/words/en/portal.ts'
import { accessibilityFlaws, withBrowser } from '../support/browser.ts'
import { startProductPage } from '../support/product-page.ts'
import { account, member, somebody } from '../support/scene.ts'

const system = inject('system')
const shadow = join(import.meta.dirname, 'shadow-root.tsx')
const { url, stop } = await startProductPage(system.portalUrl, { shadow })
afterAll(stop)
// A violation of the policy is an error of the page, which fails the test.
const open = withBrowser(() => ({ ...system, portalUrl: url }))

const openAs = async (email: string, path: string): Promise<Page> => {
  const page = await open('/page.css')
  const token = await signedIdToken(system, email)
  await page.evaluate((idToken) => sessionStorage.setItem('idToken', idToken), token)
  await page.goto(`${url}${path}`)
  return page
}

/** What the browser makes of the product's own elements, but for sizes, which their content gives. */
const looks = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const sizes =
      /^(block-size|inline-size|height|width|top|bottom|left|right)$|^inset|origin$|^grid-template/
    return [...document.querySelectorAll('html, body, body *')]
      .filter((element) => !element.closest('.usher'))
      .flatMap((element) => {
        const style = getComputedStyle(element)
        const names = [...style].filter((name) => !sizes.test(name))
        return names.map((name) => `${element.tagName} ${name}: ${style.getPropertyValue(name)}`)
      })
  })

test("a product's page has the users and the invitation, each in its own look", async () => {
  const scene = await account()
  await member(scene.accountId, { name: 'Grace Hopper', email: somebody('grace') })
  const page = await openAs(scene.admin, '/team')
  const list = page.getByRole('table')
  await list.getByText('Grace Hopper').waitFor()
  await page.getByRole('heading', { name: 'People with access', level: 2 }).waitFor()

  const newcomer = somebody('newcomer')
  await page.getByRole('button', { name: 'Add a colleague' }).click()
  const dialog = page.getByRole('dialog', { name: words.invite.title('Acme') })
  await dialog.getByRole('textbox', { name: words.invite.people }).fill(newcomer)
  await dialog.getByRole('button', { name: words.invite.send(1), exact: true }).click()
  await dialog.getByRole('heading', { name: words.invite.invitedTitle(1) }).waitFor()
  expect(await accessibilityFlaws(page)).toEqual([])
  await dialog.getByRole('button', { name: words.invite.done }).click()
  await page.getByRole('row', { name: newcomer }).getByText(words.users.justInvited).waitFor()
  await dialog.waitFor({ state: 'detached' })

  const styled = await looks(page)
  const own = page.locator('.usher').getByRole('button', { name: words.invite.invite })
  const usher = await own.evaluate((button) => {
    const { backgroundColor, textTransform, letterSpacing, borderRadius } = getComputedStyle(button)
    return { backgroundColor, textTransform, letterSpacing, borderRadius }
  })
  expect(usher).toEqual({
    backgroundColor: 'rgb(122, 62, 29)',
    textTransform: 'none',
    letterSpacing: 'normal',
    borderRadius: '0px',
  })
  const globals = await page.evaluate(() => {
    const rules = document.adoptedStyleSheets
      .flatMap((sheet) => [...sheet.cssRules])
      .flatMap((rule) => (rule instanceof CSSMediaRule ? [...rule.cssRules] : rule))
    const selectors = rules.flatMap((rule) => (rule instanceof CSSStyleRule ? rule.selectorText : []))
    document.adoptedStyleSheets = []
    return {
      outside: selectors.filter((selector) => !/^\.usher(?![\w-])/.test(selector)),
      title: document.title,
      html: document.documentElement.getAttributeNames(),
      body: document.body.getAttributeNames(),
      styles: document.querySelectorAll('style').length,
      pushState: history.pushState.toString().includes('[native code]'),
      stored: Object.keys(localStorage),
    }
  })
  expect(globals).toEqual({
    outside: [],
    title: 'Reports',
    html: ['lang'],
    body: [],
    styles: 0,
    pushState: true,
    stored: [],
  })
  const bare = await looks(page)
  expect(bare.filter((look, index) => look !== styled[index])).toEqual([])
  expect(bare).toHaveLength(styled.length)
})

test('bound to a path, its views are in the address, and Back leads through them', async () => {
  const scene = await account()
  const page = await openAs(scene.admin, '/team')
  await page.getByRole('tab', { name: words.users.views.pending }).click()
  await page.waitForURL(`${url}/team?view=pending`)
  await page.getByRole('button', { name: words.users.more }).click()
  await page.getByRole('menuitem', { name: words.importing.open }).click()
  await page.waitForURL(`${url}/team/import`)
  await page.getByRole('link', { name: words.importing.back }).click()
  await page.waitForURL(`${url}/team`)
  await page.goBack()
  await page.goBack()
  await page.getByRole('tab', { name: words.users.views.pending, selected: true }).waitFor()
})

test('people find themselves on a page of their own: profile, language, and a way out, but no theme', async () => {
  const scene = await account()
  const page = await openAs(scene.admin, '/me')
  await page.getByRole('heading', { name: words.me.title, level: 2 }).waitFor()
  await page.getByRole('textbox', { name: words.users.name }).fill('Ada of Reports')
  await page.getByRole('button', { name: words.users.save }).click()
  await page.getByText(words.me.saved).waitFor()
  expect(await page.getByRole('radiogroup', { name: words.frame.appearance }).count()).toBe(0)
  expect(await accessibilityFlaws(page)).toEqual([])
  await page.getByText('Deutsch').click()
  await page.getByRole('heading', { name: german.me.title, level: 2 }).waitFor()
  await page.getByRole('textbox', { name: german.users.name }).waitFor()
  expect(await page.evaluate(() => [document.documentElement.lang, Object.keys(localStorage)])).toEqual([
    'en',
    [],
  ])
  await page.getByRole('button', { name: german.users.leave('Acme') }).waitFor()
})

test('in a shadow root, pages have their look, and the focus returns from a window', async () => {
  const scene = await account()
  const page = await openAs(scene.admin, '/page.css')
  await page.addScriptTag({ url: `${url}/shadow.js`, type: 'module' })
  await page.getByRole('heading', { name: words.roles.title, level: 2 }).waitFor()
  const button = page.getByRole('button', { name: words.roles.newRole })
  await button.click()
  const name = page.getByRole('dialog').getByLabel(words.roles.name)
  await name.waitFor()
  expect(await name.evaluate((field) => field.getRootNode() instanceof ShadowRoot)).toBe(true)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect.poll(() => button.evaluate((one) => one.matches(':focus'))).toBe(true)
  expect(await button.evaluate((one) => getComputedStyle(one).borderRadius)).toBe('8px')
  expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0)
})
