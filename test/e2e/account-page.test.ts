import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { accountKey, userKey } from '../../functions/table/keys.ts'
import { userIdOf } from '../../functions/users/user.ts'
import { portal as words } from '../../portal/words/en/portal.ts'
import { get, operator, patch } from '../support/api.ts'
import { withBrowser } from '../support/browser.ts'
import { eventually } from '../support/eventually.ts'
import { account, invited, item, member, role, type Scene, set } from '../support/scene.ts'

const open = withBrowser()

const opened = async (scene: Scene, place: string): Promise<Page> => {
  const page = await open(`/accounts/${scene.accountId}/${place}`, { as: scene.admin })
  return page
}

test("an administrator changes the account's name, days of validity and domains", async () => {
  const scene = await account()
  const page = await opened(scene, 'account')
  await page.getByLabel(words.account.name).fill('Acme Inc.')
  await page.getByLabel(words.account.invitationDays).fill('31')
  await page.getByRole('button', { name: words.account.save }).click()
  await page
    .getByText(words.fieldErrors.too_large({ field: words.fields.invitationDays, maximum: 30 }))
    .waitFor()
  await page.getByLabel(words.account.invitationDays).fill('14')
  await page.getByRole('combobox', { name: words.account.domains }).fill('acme.test')
  await page.getByRole('button', { name: words.account.save }).click()
  await page.getByText(words.account.saved).waitFor()
  await page.getByRole('banner').getByText('Acme Inc.').waitFor()
  expect((await get(scene.path, scene.admin)).body).toMatchObject({
    name: 'Acme Inc.',
    invitationDays: 14,
    allowedDomains: ['acme.test'],
  })
})

test("seats are shown; people who may not change the account aren't offered to", async () => {
  const scene = await account()
  await set(accountKey(scene.accountId), 'seatLimit', 20)
  await set(accountKey(scene.accountId), 'seatsTaken', 12)
  const page = await opened(scene, 'account')
  await page.getByText('12 of 20 seats taken').waitFor()
  const email = await member(scene.accountId)
  const other = await open(`/accounts/${scene.accountId}/account`, { as: email })
  await other.getByText('12 of 20 seats taken').waitFor()
  expect(await other.getByRole('link', { name: words.account.title }).count()).toBe(0)
  expect(await other.getByRole('button', { name: words.account.save }).count()).toBe(0)
})

test('the invite window says how many seats are left, and warns before an invitation that nobody could redeem', async () => {
  const scene = await account()
  expect((await patch(scene.path, { seatLimit: 3 }, operator)).status).toBe(200)
  await invited(scene)
  await eventually(async () =>
    expect((await get(scene.path, scene.admin)).body.users).toEqual({
      active: 1,
      suspended: 0,
      invited: 1,
    }),
  )
  const page = await opened(scene, 'users')
  await page.getByRole('button', { name: words.invite.invite }).click()
  await page
    .getByRole('dialog')
    .getByText(words.account.seatsTaken(1, 3, 1))
    .waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
  await invited(scene)
  await eventually(async () =>
    expect((await get(scene.path, scene.admin)).body.users).toMatchObject({ invited: 2 }),
  )
  const again = await opened(scene, 'users')
  await again.getByRole('button', { name: words.invite.invite }).click()
  await again.getByRole('dialog').getByText(words.account.allSeatsPending).waitFor()
})

test('an administrator lets pending invitations take seats, and removed people come back', async () => {
  const scene = await account()
  expect((await patch(scene.path, { seatLimit: 3 }, operator)).status).toBe(200)
  await invited(scene)
  const page = await opened(scene, 'account')
  await page.getByLabel(words.account.invitationsTakeSeats).check()
  await page.getByLabel(words.account.removedMayRejoin).check()
  await page.getByRole('button', { name: words.account.save }).click()
  await page.getByText(words.account.saved).waitFor()
  expect((await get(scene.path, scene.admin)).body).toMatchObject({
    invitationsTakeSeats: true,
    removedMayRejoin: true,
    seatsTaken: 2,
  })
})

test("a guest is invited until a day, is shown when it's over, and gets access again with a later day", async () => {
  const scene = await account()
  await role(scene.accountId, 'reader', ['reports:read'])
  const page = await opened(scene, 'users')
  await page.getByRole('button', { name: words.invite.invite }).click()
  const window = page.getByRole('dialog')
  await window.getByRole('textbox', { name: words.invite.people }).fill('Gu Est <guest@example.com>')
  await window.getByRole('button', { name: words.invite.more }).click()
  await window.getByLabel(words.audit.fields.accessUntil).fill('2031-05-04')
  await window.getByRole('button', { name: words.invite.send(1), exact: true }).click()
  await page.getByRole('row', { name: 'Gu Est' }).waitFor()
  const key = userKey(scene.accountId, userIdOf(scene.accountId, 'guest@example.com'))
  const end = new Date(String((await item(key))?.accessUntil))
  expect([end.getFullYear(), end.getMonth(), end.getDate(), end.getHours()]).toEqual([2031, 4, 4, 23])

  await set(key, 'status', 'active')
  await set(key, 'acceptedAt', new Date().toISOString())
  await set(key, 'accessUntil', new Date(0).toISOString())
  await page.keyboard.press('Escape')
  await window.waitFor({ state: 'detached' })
  await page.reload()
  await page.getByRole('row', { name: 'Gu Est' }).getByText(words.users.statuses.access_ended).waitFor()
  await page.getByRole('button', { name: words.users.actionsFor('Gu Est') }).click()
  expect(await page.getByRole('menuitem', { name: words.users.resend }).count()).toBe(0)
  await page.getByRole('menuitem', { name: words.users.edit }).click()
  await page.getByRole('dialog').getByLabel(words.audit.fields.accessUntil).fill('')
  await page.getByRole('dialog').getByRole('button', { name: words.account.save }).click()
  await page.getByRole('row', { name: 'Gu Est' }).getByText(words.users.statuses.active).waitFor()
  expect(await item(key)).not.toHaveProperty('accessUntil')
})

test('an invitation to a full account says so, and works once there is room', async () => {
  const scene = await account()
  const { token } = await invited(scene)
  await set(accountKey(scene.accountId), 'seatLimit', 1)
  await set(accountKey(scene.accountId), 'seatsTaken', 1)
  const page = await open(`/join#${token}`)
  await page.getByRole('heading', { name: 'The account is full' }).waitFor()
  await set(accountKey(scene.accountId), 'seatLimit', 2)
  await page.reload()
  await page.getByRole('button', { name: 'Join Acme' }).click()
  await page.getByRole('heading', { name: 'Welcome to Acme' }).waitFor()
})

test("an administrator deletes the account after typing its name; other members aren't offered to", async () => {
  const scene = await account()
  const page = await opened(scene, 'account')
  const { deleteAccount, deleteTitle, deleteName, deleteNameDiffers } = words.account
  await page.getByRole('button', { name: deleteAccount }).click()
  const window = page.getByRole('dialog', { name: deleteTitle('Acme') })
  await window.getByLabel(deleteName('Acme')).fill('Initech')
  await window.getByRole('button', { name: deleteAccount }).click()
  await window.getByText(deleteNameDiffers).waitFor()
  expect((await get(scene.path, operator)).body).not.toHaveProperty('deletedAt')
  await window.getByLabel(deleteName('Acme')).fill('Acme')
  await window.getByRole('button', { name: deleteAccount }).click()
  await page.getByRole('heading', { name: words.access.none }).waitFor()
  expect((await get(scene.path, operator)).body).toHaveProperty('deletedAt')

  const other = await account()
  await role(other.accountId, 'manager', ['users:read', 'account:write'])
  const manager = await member(other.accountId, { roleIds: ['manager'] })
  const theirs = await open(`/accounts/${other.accountId}/account`, { as: manager })
  await theirs.getByRole('button', { name: words.account.save }).waitFor()
  expect(await theirs.getByRole('button', { name: deleteAccount }).count()).toBe(0)
})
