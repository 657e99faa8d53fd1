import { expect, test } from 'vitest'
import { portal as words } from '../../portal/words/en/portal.ts'
import { get } from '../support/api.ts'
import { flawsInLightAndDark, phone, withBrowser } from '../support/browser.ts'
import { account, member } from '../support/scene.ts'

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

test('axe finds nothing on the Me page, at either size', async () => {
  const scene = await account()
  for (const look of [{}, { viewport: phone }]) {
    const page = await open(`/accounts/${scene.accountId}/me`, { as: scene.admin, ...look })
    await page.getByLabel(words.invite.country).waitFor()
    expect(await flawsInLightAndDark(page)).toEqual([])
  }
})
