import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { accountKey } from '../../functions/table/keys.ts'
import { desktop, flawsInLightAndDark, phone, signInAs, withBrowser } from '../support/browser.ts'
import { account, invited, linkToken, member, role, set, somebody } from '../support/scene.ts'

const open = withBrowser()

const looks = [{ viewport: desktop }, { viewport: phone }] as const

/** The pages and what opens on them, each with how to get there from the one before. */
const places: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
  ['the list', (page) => page.getByText('Bounced').waitFor()],
  ['the menu of a row', (page) => page.getByRole('button', { name: 'Actions for Bo Unced' }).click()],
  ['the details', (page) => page.getByRole('menuitem', { name: 'Details' }).click()],
  [
    'my menu',
    async (page) => {
      await page.getByText('550 no such mailbox').waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.getByRole('button', { name: 'You' }).click()
    },
  ],
  [
    'changing a user',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Actions for In Vited' }).click()
      await page.getByRole('menuitem', { name: 'Change' }).click()
      await page.getByRole('dialog').getByLabel('Country').waitFor()
    },
  ],
  [
    'the question before revoking',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.getByRole('button', { name: 'Actions for In Vited' }).click()
      await page.getByRole('menuitem', { name: 'Revoke the invitation' }).click()
      await page.getByRole('dialog', { name: 'Revoke the invitation of In Vited?' }).waitFor()
    },
  ],
  [
    'nobody found',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.getByRole('searchbox').fill('nobody')
      await page.getByRole('heading', { name: 'Nobody matches' }).waitFor()
    },
  ],
  [
    'the window that invites, with errors',
    async (page) => {
      await page.getByRole('button', { name: 'Invite user' }).click()
      await page.getByRole('button', { name: 'More:' }).click()
      await page.getByLabel('Country').waitFor()
      await page.getByRole('button', { name: 'Invite', exact: true }).click()
      await page.getByText('Name must not be empty.').waitFor()
    },
  ],
  [
    'several people, with results',
    async (page) => {
      await page.getByRole('textbox', { name: 'E-mail' }).fill(`${somebody()}, ${somebody()}`)
      await page.getByRole('button', { name: 'Invite 2 people' }).click()
      await page.getByText('2 of 2 people invited').waitFor()
    },
  ],
  [
    'the invite link',
    async (page) => {
      await page.getByRole('tab', { name: 'Invite link' }).click()
      await page.getByRole('button', { name: 'Show QR code' }).click()
      await page.getByRole('img', { name: 'QR code of the invite link' }).waitFor()
    },
  ],
  [
    'the options of the link',
    async (page) => {
      await page.getByRole('button', { name: 'Options' }).click()
      await page.getByLabel('Valid until').waitFor()
    },
  ],
  [
    'roles, with a change to save',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.getByRole('link', { name: 'Roles' }).click()
      await page.getByRole('switch', { name: 'Member' }).click()
      await page.getByRole('region', { name: 'not saved yet' }).waitFor()
    },
  ],
  [
    'a new role',
    async (page) => {
      await page.getByRole('button', { name: 'New role' }).click()
      await page.getByRole('combobox', { name: 'Permissions of your product' }).waitFor()
    },
  ],
  [
    'the trail',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.getByRole('link', { name: 'Audit' }).click()
      await page.getByText('Invited: In Vited').waitFor()
    },
  ],
  [
    'the account, with its seats',
    async (page) => {
      await page.getByRole('link', { name: 'Account' }).click()
      await page.getByText('3 of 30 taken').waitFor()
    },
  ],
  [
    'no such page',
    async (page) => {
      await page.goto(page.url().replace('/account', '/nothing'))
      await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
    },
  ],
]

test.each(looks)(
  'axe finds nothing on any page: light and dark, $viewport.width pixels',
  async (look) => {
    const scene = await account()
    await role(scene.accountId, 'reader', ['reports:read'])
    await invited(scene, { name: 'In Vited' })
    await set(accountKey(scene.accountId), 'seatLimit', 30)
    await set(accountKey(scene.accountId), 'seatsTaken', 3)
    await member(scene.accountId, { status: 'suspended' })
    await member(scene.accountId, {
      name: 'Bo Unced',
      status: 'invited',
      mail: { state: 'bounced', at: new Date().toISOString(), detail: '550 no such mailbox' },
      expiresAt: new Date(0).toISOString(),
    })
    const page = await open('/', look)
    const flaws = new Map<string, string[]>()
    const check = async (place: string) => {
      const found = await flawsInLightAndDark(page)
      if (found.length > 0) flaws.set(place, found)
    }
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    await check('welcome')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await signInAs(page, scene.admin)
    for (const [place, go] of places) {
      await go(page)
      await check(place)
    }
    expect([...flaws]).toEqual([])
  },
  120_000,
)

test.each(looks)(
  'axe finds nothing on the join pages: light and dark, $viewport.width pixels',
  async (look) => {
    const scene = await account()
    const { token } = await invited(scene)
    const personal = await open(`/join#${token}`, look)
    await personal.getByRole('button', { name: 'Join Acme' }).waitFor()
    expect(await flawsInLightAndDark(personal)).toEqual([])
    await personal.getByRole('button', { name: 'Join Acme' }).click()
    await personal.getByRole('heading', { name: 'Welcome to Acme' }).waitFor()
    expect(await flawsInLightAndDark(personal)).toEqual([])

    const link = await open(`/join#${await linkToken(scene)}`, look)
    await link.getByRole('button', { name: 'Send confirmation email' }).click()
    await link.getByText('Email must be an e-mail address').waitFor()
    expect(await flawsInLightAndDark(link)).toEqual([])
    await link.getByLabel('Email').fill(somebody())
    await link.getByRole('button', { name: 'Send confirmation email' }).click()
    await link.getByRole('heading', { name: 'Check your inbox' }).waitFor()
    expect(await flawsInLightAndDark(link)).toEqual([])
  },
)

test('an invitation goes out by the keyboard alone', async () => {
  const scene = await account()
  const email = somebody('keys')
  const page = await open(`/accounts/${scene.accountId}/users`, { as: scene.admin })
  await page.getByRole('button', { name: 'Invite user' }).waitFor()
  const tabTo = async (name: string) => {
    for (let presses = 0; presses < 30; presses++) {
      await page.keyboard.press('Tab')
      const focused = await page.evaluate(() => {
        const element = document.activeElement
        return element?.getAttribute('aria-label') ?? element?.textContent
      })
      if (focused === name) return
    }
    throw new Error(`The keyboard does not reach "${name}"`)
  }
  await page.keyboard.press('Tab')
  await expect
    .poll(() => page.getByText('Skip to the content').evaluate((link) => link.matches(':focus')))
    .toBe(true)
  await tabTo('Invite user')
  await page.keyboard.press('Enter')
  const window = page.getByRole('dialog', { name: 'Invite to Acme' })
  await expect
    .poll(() => window.getByRole('textbox', { name: 'E-mail' }).evaluate((field) => field.matches(':focus')))
    .toBe(true)
  await page.keyboard.type(email)
  await page.keyboard.press('Tab')
  await page.keyboard.type('Key Board')
  await page.keyboard.press('Enter')
  await window.getByText(`Key Board gets a mail at ${email}`).waitFor()
  await page.keyboard.press('Escape')
  await window.waitFor({ state: 'detached' })
  await tabTo('Actions for Key Board')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.getByRole('menuitem', { name: 'Send the invitation again' }).press('Enter')
  await page.getByText(`A new invitation is on its way to ${email}`).waitFor()
})
