import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { accountKey, userKey } from '../../functions/table/keys.ts'
import { userIdOf } from '../../functions/users/user.ts'
import { portal as words } from '../../portal/words/en/portal.ts'
import { post, put } from '../support/api.ts'
import {
  accessibilityFlaws,
  desktop,
  flawsInLightAndDark,
  phone,
  signInAs,
  withBrowser,
} from '../support/browser.ts'
import { newDomain } from '../support/dns.ts'
import { account, invited, linkToken, member, role, set, somebody } from '../support/scene.ts'

const open = withBrowser()
const { portalUrl } = inject('system')

const looks = [{ viewport: desktop }, { viewport: phone }] as const

/** The pages and what opens on them, each with how to get there from the one before. */
const places: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
  ['the list', (page) => page.getByRole('button', { name: words.users.actionsFor('Bo Unced') }).waitFor()],
  [
    'the menu of a row',
    (page) => page.getByRole('button', { name: words.users.actionsFor('Bo Unced') }).click(),
  ],
  ['the details', (page) => page.getByRole('menuitem', { name: words.users.details }).click()],
  [
    'my menu',
    async (page) => {
      await page.getByText('550 no such mailbox').waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.getByRole('button', { name: words.frame.you }).click()
    },
  ],
  [
    'changing a user',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: words.users.actionsFor('In Vited') }).click()
      await page.getByRole('menuitem', { name: words.users.edit }).click()
      await page.getByRole('dialog').getByLabel(words.invite.country).waitFor()
    },
  ],
  [
    'the question before revoking',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.getByRole('button', { name: words.users.actionsFor('In Vited') }).click()
      await page.getByRole('menuitem', { name: words.users.revoke }).click()
      await page.getByRole('dialog', { name: words.users.revokeTitle('In Vited') }).waitFor()
    },
  ],
  [
    'nobody found',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.getByRole('searchbox').fill('nobody')
      await page.getByRole('heading', { name: words.users.nobodyMatches }).waitFor()
    },
  ],
  [
    'the window that invites, with errors',
    async (page) => {
      await page.getByRole('button', { name: words.invite.invite }).click()
      await page.getByRole('button', { name: words.invite.more }).click()
      await page.getByLabel(words.invite.country).waitFor()
      await page.getByRole('button', { name: words.invite.send(1), exact: true }).click()
      await page.getByText(words.invite.enterSomebody).waitFor()
    },
  ],
  [
    'several people, with results',
    async (page) => {
      await page.getByRole('textbox', { name: words.invite.people }).fill(`${somebody()}, ${somebody()}`)
      await page.getByRole('textbox', { name: words.invite.people }).press('Enter')
      await page.getByRole('button', { name: words.invite.send(2) }).click()
      await page.getByText(words.invite.invitedTitle(2)).waitFor()
    },
  ],
  [
    'the invite link',
    async (page) => {
      await page.getByRole('tab', { name: words.invite.byLink }).click()
      await page.getByRole('button', { name: words.invite.showQr }).click()
      await page.getByRole('img', { name: words.invite.qr }).waitFor()
    },
  ],
  [
    'the options of the link',
    async (page) => {
      await page.getByRole('button', { name: words.invite.linkOptions }).click()
      await page.getByLabel(words.invite.linkEnds).waitFor()
    },
  ],
  [
    'roles, with a change to save',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.getByRole('link', { name: words.users.roles }).click()
      await page.getByRole('switch', { name: 'Member' }).click()
      await page.getByRole('region', { name: words.roles.changed }).waitFor()
    },
  ],
  [
    'a new role',
    async (page) => {
      await page.getByRole('button', { name: words.roles.newRole }).click()
      await page.getByRole('combobox', { name: words.roles.otherPermissions }).waitFor()
    },
  ],
  [
    'the trail',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.getByRole('link', { name: words.audit.title }).click()
      await page.getByText('Invited: In Vited').waitFor()
    },
  ],
  [
    'the account, with its seats, its reminders and a domain to verify',
    async (page) => {
      await page.getByRole('link', { name: words.account.title }).click()
      await page.getByText('3 of 30 seats taken').waitFor()
      await page.getByLabel(words.account.reminderDays).waitFor()
      await page.getByText(words.domains.states.unproved).waitFor()
    },
  ],
  [
    'a new domain',
    async (page) => {
      await page.getByRole('button', { name: words.domains.add }).click()
      await page.getByLabel(words.domains.joining).waitFor()
    },
  ],
  [
    'the question before deleting the account',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.getByRole('button', { name: words.account.deleteAccount }).click()
      const question = page.getByRole('dialog', { name: words.account.deleteTitle('Acme') })
      await question.getByRole('button', { name: words.account.deleteAccount }).click()
      await question.getByText(words.account.deleteNameDiffers).waitFor()
    },
  ],
  [
    'my profile, with the emails I get',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.getByRole('button', { name: words.frame.you }).click()
      await page.getByRole('menuitem', { name: words.frame.me }).click()
      await page.getByRole('switch', { name: words.me.linkJoined }).waitFor()
      await page.getByLabel(words.invite.country).waitFor()
    },
  ],
  [
    'a request to join',
    async (page) => {
      await page.getByRole('link', { name: words.users.title, exact: true }).click()
      await page.getByRole('tab', { name: words.users.requests }).click()
      await page.getByRole('button', { name: words.users.approveOf('Ask Er') }).waitFor()
    },
  ],
  [
    'no such page',
    async (page) => {
      await page.goto(page.url().replace(/[^/]*$/, 'nothing'))
      await page.getByRole('heading', { name: words.frame.noSuchPage }).waitFor()
    },
  ],
]

test.each(looks)(
  'axe finds nothing on any page, $viewport.width pixels wide',
  async (look) => {
    const scene = await account()
    // With initials that differ, or axe takes them for no text.
    await set(userKey(scene.accountId, userIdOf(scene.accountId, scene.admin)), 'name', 'Ada Lovelace')
    await role(scene.accountId, 'reader', ['reports:read'])
    await invited(scene, { name: 'In Vited' })
    await put(`${scene.path}/invite-link`, { needsApproval: true }, scene.admin)
    await post('/me/redeem', { token: await linkToken(scene), name: 'Ask Er' }, somebody())
    await post(`${scene.path}/domains`, { domain: newDomain() }, scene.admin)
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
      // A phone has the same colors.
      const found = await (look.viewport === phone ? accessibilityFlaws(page) : flawsInLightAndDark(page))
      if (found.length > 0) flaws.set(place, found)
    }
    await page.getByRole('button', { name: words.frame.signIn }).waitFor()
    await check('welcome')
    await page.getByRole('button', { name: words.frame.signIn }).click()
    await signInAs(page, scene.admin)
    for (const [place, go] of places) {
      await go(page)
      await check(place)
    }
    expect([...flaws]).toEqual([])
  },
  180_000,
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
    await link.getByText('Enter a valid email address.').waitFor()
    expect(await flawsInLightAndDark(link)).toEqual([])
    await link.getByLabel('Email').fill(somebody())
    await link.getByRole('button', { name: 'Send confirmation email' }).click()
    await link.getByRole('heading', { name: 'Check your inbox' }).waitFor()
    expect(await flawsInLightAndDark(link)).toEqual([])
  },
)

test('an invitation can be sent with the keyboard alone', async () => {
  const scene = await account()
  const email = somebody('keys')
  const page = await open(`/accounts/${scene.accountId}/users`, { as: scene.admin })
  await page.getByRole('button', { name: words.invite.invite }).waitFor()
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
    .poll(() => page.getByText(words.frame.skipToContent).evaluate((link) => link.matches(':focus')))
    .toBe(true)
  await tabTo(words.invite.invite)
  await page.keyboard.press('Enter')
  const window = page.getByRole('dialog', { name: words.invite.title('Acme') })
  await expect
    .poll(() =>
      window.getByRole('textbox', { name: words.invite.people }).evaluate((field) => field.matches(':focus')),
    )
    .toBe(true)
  await page.keyboard.type(`Key Board <${email}>`)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await window.getByText(words.invite.mailUnderway).waitFor()
  await page.keyboard.press('Escape')
  await window.waitFor({ state: 'detached' })
  await tabTo(words.users.actionsFor('Key Board'))
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.getByRole('menuitem', { name: words.users.resend }).press('Enter')
  await page.getByText(words.users.resent(email)).waitFor()
})

test('nothing moves for those who ask for less motion, not even what shows that the list is loading', async () => {
  const scene = await account()
  const page = await open('/icon.svg', { as: scene.admin })
  await page.route('**/users?*', () => new Promise(() => {}))
  await page.goto(`${portalUrl}/accounts/${scene.accountId}/users`)
  await page.locator('.mantine-Skeleton-root').first().waitFor()
  const moving = () => page.evaluate(() => document.getAnimations().length)
  expect(await moving()).toBe(0)
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await expect.poll(moving).toBeGreaterThan(0)
})
