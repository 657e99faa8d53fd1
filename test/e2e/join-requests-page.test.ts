import { expect, test } from 'vitest'
import { join } from '../../portal/words/en/join.ts'
import { portal as words } from '../../portal/words/en/portal.ts'
import { get, post, put } from '../support/api.ts'
import { flawsInLightAndDark, phone, withBrowser } from '../support/browser.ts'
import { account, linkToken, mails, somebody, tokenInMail } from '../support/scene.ts'

const open = withBrowser()
const { users } = words

test('a stranger asks to join, and an administrator approves them and declines another', async () => {
  const scene = await account()
  await put(`${scene.path}/invite-link`, { needsApproval: true }, scene.admin)
  const token = await linkToken(scene)
  const [stranger, other] = [somebody(), somebody()]
  await post('/me/redeem', { token, name: 'Other Body' }, other)
  const link = await open(`/join#${token}`, { viewport: phone })
  await link.getByText(join.approvalHint).waitFor()
  await link.getByLabel(join.email).fill(stranger)
  await link.getByRole('button', { name: join.sendMail }).click()
  await link.getByRole('heading', { name: join.lookIntoMailbox }).waitFor()
  await mails(stranger)
  const mail = await open(`/join#${await tokenInMail(stranger)}`, { viewport: phone })
  await mail.getByLabel(join.name).fill('Stran Ger')
  await mail.getByRole('button', { name: join.askToJoin('Acme') }).click()
  await mail.getByRole('heading', { name: join.requested('Acme') }).waitFor()

  const page = await open(`/accounts/${scene.accountId}/users`, { as: scene.admin })
  await page.getByRole('tab', { name: users.requests }).click()
  await page.getByRole('button', { name: users.approveOf('Stran Ger') }).waitFor()
  expect(await flawsInLightAndDark(page)).toEqual([])
  await page.getByRole('button', { name: users.approveOf('Stran Ger') }).click()
  const approving = page.getByRole('dialog', { name: users.approveTitle('Stran Ger') })
  await approving.getByRole('button', { name: users.approve }).click()
  await page.getByText(users.approved('Stran Ger')).waitFor()
  expect((await get(`/me${scene.path}`, stranger)).body.status).toBe('active')
  await page.getByRole('button', { name: users.declineRequestOf('Other Body') }).click()
  await page.getByRole('dialog').getByRole('button', { name: users.declineRequest }).click()
  await page.getByRole('heading', { name: users.noRequests }).waitFor()

  const asker = await open('/', { as: other })
  await asker.getByText(words.me.requestStates.declined).waitFor()
})
