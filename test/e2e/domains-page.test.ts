import { expect, test } from 'vitest'
import { domainKey } from '../../functions/table/keys.ts'
import { portal as words } from '../../portal/words/en/portal.ts'
import { get } from '../support/api.ts'
import { copiedText, flawsInLightAndDark, phone, withBrowser } from '../support/browser.ts'
import { newDomain, setRecord } from '../support/dns.ts'
import { account, member, role, set } from '../support/scene.ts'

const open = withBrowser()
const { domains } = words

test('an administrator proves a domain and lets people join, who then ask and join', async () => {
  const scene = await account()
  await role(scene.accountId, 'Reader', ['reports:read'])
  const domain = newDomain()
  const page = await open(`/accounts/${scene.accountId}/account`, { as: scene.admin })
  const section = page.getByRole('region', { name: domains.title })
  await section.getByText(domains.none).waitFor()
  await section.getByRole('button', { name: domains.add }).click()
  const form = page.getByRole('dialog', { name: domains.add })
  await form.getByLabel(domains.domain, { exact: true }).fill('gmail.com')
  await form.getByRole('button', { name: domains.add }).click()
  await form.getByText(words.problems.public_domain).waitFor()
  expect(await flawsInLightAndDark(page)).toEqual([])
  await form.getByLabel(domains.domain, { exact: true }).fill(`@${domain.toUpperCase()}`)
  await form.getByRole('button', { name: domains.add }).click()
  await section.getByText(domain, { exact: true }).waitFor()
  await section.getByText(domains.states.unproved).waitFor()
  await section.getByRole('button', { name: domains.checkOf(domain) }).click()
  await page.getByText(domains.notFound(domain)).waitFor()
  await section.getByRole('button', { name: words.frame.copy }).last().click()
  await page.getByText(words.frame.copied).waitFor()
  const value = await copiedText(page)
  expect(value).toMatch(/^usher-challenge=/)
  setRecord({ name: await section.getByLabel(domains.recordName).inputValue(), value })
  expect(await flawsInLightAndDark(page)).toEqual([])
  await section.getByRole('button', { name: domains.checkOf(domain) }).click()
  await section.getByText(domains.states.proved, { exact: true }).waitFor()
  await section.getByText(domains.joins.request).waitFor()

  const asker = await open('/', { as: `grace@${domain}`, viewport: phone })
  await asker.getByRole('button', { name: domains.askOf('Acme') }).waitFor()
  expect(await flawsInLightAndDark(asker)).toEqual([])
  await asker.getByRole('button', { name: domains.askOf('Acme') }).click()
  await asker.getByText(words.me.requestStates.requested).waitFor()
  await asker.getByRole('button', { name: domains.askOf('Acme') }).waitFor({ state: 'detached' })

  await section.getByRole('button', { name: domains.actions(domain) }).click()
  await page.getByRole('menuitem', { name: domains.edit }).click()
  const editing = page.getByRole('dialog', { name: domains.editTitle(domain) })
  await editing.getByLabel(domains.joining).selectOption(domains.joinings['at-once'])
  await editing.getByText(domains.joiningHints['at-once']).waitFor()
  await editing.getByText(words.invite.ownRoles, { exact: true }).click()
  await editing.getByRole('checkbox', { name: 'Reader' }).click()
  await editing.getByRole('button', { name: domains.save }).click()
  await section.getByText(domains.joins['at-once']('Reader')).waitFor()

  const other = await account({ name: 'Initech' })
  const joiner = await member(other.accountId, { email: `hank@${domain}` })
  const me = await open(`/accounts/${other.accountId}/me`, { as: joiner })
  await me.getByRole('heading', { name: domains.joinable }).waitFor()
  await me.getByRole('button', { name: domains.joinOf('Acme') }).click()
  await me.getByRole('heading', { name: words.access.nothingHere }).waitFor()
  expect((await get(`/me${scene.path}`, joiner)).body).toMatchObject({ roleIds: ['Reader'] })

  await set(domainKey(scene.accountId, domain), 'missingSince', '2026-11-20T10:00:00.000Z')
  await page.reload()
  await section.getByText(/The record has been missing/).waitFor()
  await section.getByText(domains.joined(1)).waitFor()
  await set(domainKey(scene.accountId, domain), 'state', 'lost')
  await page.reload()
  await section.getByText(domains.states.lost, { exact: true }).waitFor()
  expect(await flawsInLightAndDark(page)).toEqual([])
  await section.getByRole('button', { name: domains.actions(domain) }).click()
  await page.getByRole('menuitem', { name: domains.remove }).click()
  await page.getByRole('dialog').getByText(domains.removeText).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: domains.remove }).click()
  await section.getByText(domains.none).waitFor()
}, 120_000)
