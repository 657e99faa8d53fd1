import { expect, test } from 'vitest'
import { portal as words } from '../../portal/words/en/portal.ts'
import { get } from '../support/api.ts'
import { flawsInLightAndDark, phone, withBrowser } from '../support/browser.ts'
import { account, invited, member } from '../support/scene.ts'

const open = withBrowser()

test('people change their own name and phone', async () => {
  const scene = await account()
  const email = await member(scene.accountId, { name: 'Old Name' })
  const page = await open(`/accounts/${scene.accountId}/me`, { as: email })
  await page.getByRole('textbox', { name: words.users.name }).fill('New Name')
  await page.getByRole('textbox', { name: words.users.phone }).fill('(201) 555-0123')
  await page.getByRole('button', { name: words.users.save }).click()
  await page.getByText(words.me.saved).waitFor()
  expect((await get(`/me${scene.path}`, email)).body).toMatchObject({
    name: 'New Name',
    phone: '+12015550123',
  })
})

test('a person who leaves is asked to confirm, addressed directly, and ends up in their remaining account', async () => {
  const scene = await account()
  const other = await account({ name: 'Initech' })
  const email = await member(scene.accountId)
  await member(other.accountId, { email })
  const page = await open(`/accounts/${scene.accountId}/me`, { as: email })
  await page.getByRole('button', { name: words.users.leave('Acme') }).click()
  const question = page.getByRole('dialog', { name: words.users.leaveTitle('Acme') })
  await question.getByText(words.users.leaveText).waitFor()
  await question.getByRole('button', { name: words.users.leave('Acme') }).click()
  await page.waitForURL(`**/accounts/${other.accountId}/**`)
  await page.getByText('Initech').first().waitFor()
})

test('a person who leaves their only account sees that they have none', async () => {
  const scene = await account()
  const email = await member(scene.accountId)
  const page = await open(`/accounts/${scene.accountId}/me`, { as: email })
  await page.getByRole('button', { name: words.users.leave('Acme') }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words.users.leave('Acme') })
    .click()
  await page.getByRole('heading', { name: words.access.none }).waitFor()
})

test('a person accepts an invitation on their own page, and continues in the new account', async () => {
  const [scene, other] = [await account(), await account({ name: 'Initech' })]
  const email = scene.admin
  await invited(other, { email })
  await expect.poll(async () => (await get('/me/invitations', email)).body.items).toHaveLength(1)
  const page = await open(`/accounts/${scene.accountId}/me`, { as: email })
  await page.getByText(words.me.invitation('Member', 'Ada Admin')).waitFor()
  await page.getByLabel(words.invite.country).waitFor()
  expect(await flawsInLightAndDark(page)).toEqual([])
  await page.getByRole('button', { name: words.me.acceptOf('Initech') }).click()
  await page.waitForURL(`**/accounts/${other.accountId}/**`)
  expect((await get(`/me${other.path}`, email)).body.status).toBe('active')
})

test('somebody in no account sees their invitation there, and is asked before they decline it', async () => {
  const scene = await account()
  const { email, userId } = await invited(scene)
  await expect.poll(async () => (await get('/me/invitations', email)).body.items).toHaveLength(1)
  const page = await open('/', { as: email, viewport: phone })
  await page.getByRole('heading', { name: words.access.invitations }).waitFor()
  await page.getByRole('button', { name: words.me.declineOf('Acme') }).click()
  const question = page.getByRole('dialog', { name: words.me.declineTitle('Acme') })
  await question.getByText(words.me.declineText).waitFor()
  await question.getByRole('button', { name: words.me.decline }).click()
  await page.getByRole('heading', { name: words.access.none }).waitFor()
  expect((await get(`${scene.path}/users/${userId}`, scene.admin)).body.status).toBe('declined')
})

test('an administrator finds somebody, hands the account over to them, and is out', async () => {
  const scene = await account()
  const successor = await member(scene.accountId, { name: 'Grace Hopper' })
  await member(scene.accountId, { name: 'Guest', accessUntil: '2099-01-01T00:00:00.000Z' })
  const page = await open(`/accounts/${scene.accountId}/me`, { as: scene.admin })
  await page.getByRole('button', { name: words.me.handOver }).click()
  const window = page.getByRole('dialog', { name: words.me.handOverTitle('Acme') })
  await window.getByRole('combobox', { name: words.me.successor }).fill('grace')
  await page.getByRole('option', { name: `Grace Hopper (${successor})` }).click()
  expect(await flawsInLightAndDark(page)).toEqual([])
  await window.getByRole('button', { name: words.me.handOver }).click()
  await page.getByRole('heading', { name: words.access.none }).waitFor()
  expect((await get(`/me${scene.path}`, successor)).body.roleIds).toContain('admin')
})

test('axe finds nothing on the Me page, at either size', async () => {
  const scene = await account()
  for (const look of [{}, { viewport: phone }]) {
    const page = await open(`/accounts/${scene.accountId}/me`, { as: scene.admin, ...look })
    await page.getByLabel(words.invite.country).waitFor()
    expect(await flawsInLightAndDark(page)).toEqual([])
  }
})
