import { expect, test } from 'vitest'
import { portal as words } from '../../portal/words/en/portal.ts'
import { get, post } from '../support/api.ts'
import { copiedText, flawsInLightAndDark, phone, withBrowser } from '../support/browser.ts'
import { account, role, somebody } from '../support/scene.ts'

const open = withBrowser()
const { invite } = words

test('another link is created with its own roles, copied, changed and deleted', async () => {
  const scene = await account()
  await role(scene.accountId, 'reader', ['reports:read'])
  const page = await open(`/accounts/${scene.accountId}/users?invite=link`, { as: scene.admin })
  const window = page.getByRole('dialog', { name: invite.title('Acme') })
  await window.getByText(invite.moreLinksHint).waitFor()
  await window.getByRole('button', { name: invite.newLink }).click()
  const form = page.getByRole('dialog', { name: invite.newLink })
  await form.getByRole('textbox', { name: invite.linkName }).fill('Readers')
  await form.getByText(invite.ownRoles).click()
  await form.getByRole('button', { name: invite.createLink }).click()
  await form.getByText(invite.chooseRole).waitFor()
  await form.getByRole('checkbox', { name: 'reader' }).check()
  expect(await flawsInLightAndDark(page)).toEqual([])
  await form.getByRole('button', { name: invite.createLink }).click()
  await window.getByText('Readers', { exact: true }).waitFor()
  await window.getByText(invite.linkJoined(0, undefined)).waitFor()
  await window.getByRole('button', { name: invite.copyNamed('Readers') }).click()
  const token = new URL(await copiedText(page)).hash.slice(1)
  const email = somebody()
  expect(await post('/me/redeem', { token }, email)).toMatchObject({ status: 200 })
  expect((await get(`/me${scene.path}`, email)).body.roleIds).toEqual(['reader'])
  await window.getByRole('button', { name: invite.linkActions('Readers') }).click()
  await page.getByRole('menuitem', { name: invite.deleteLink }).click()
  const question = page.getByRole('dialog', { name: invite.deleteTitle('Readers') })
  await question.getByRole('button', { name: invite.deleteLink }).click()
  await window.getByText(invite.moreLinksHint).waitFor()
  expect(await post('/me/redeem', { token }, somebody())).toMatchObject({ status: 410 })
})

test('axe finds nothing in the window with several links, on a phone', async () => {
  const scene = await account()
  for (const name of ['Contractors', 'Summer school'])
    await post(`${scene.path}/invite-links`, { name, enabled: name === 'Contractors' }, scene.admin)
  const page = await open(`/accounts/${scene.accountId}/users?invite=link`, {
    as: scene.admin,
    viewport: phone,
  })
  await page.getByText('Summer school').waitFor()
  await page.getByText(invite.linkStates.linkOff).waitFor()
  expect(await flawsInLightAndDark(page)).toEqual([])
})
