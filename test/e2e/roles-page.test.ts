import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { portal as words } from '../../portal/words/en/portal.ts'
import { get, put } from '../support/api.ts'
import { accessibilityFlaws, copiedText, flawsInLightAndDark, withBrowser } from '../support/browser.ts'
import { account, member, role, type Scene, somebody, tokenInMail } from '../support/scene.ts'

const open = withBrowser()

const roles = async (scene: Scene, as = scene.admin): Promise<Page> => {
  const page = await open(`/accounts/${scene.accountId}/roles`, { as })
  await page.getByRole('heading', { name: words.roles.title, level: 1 }).waitFor()
  return page
}
const toggle = (page: Page, name: string) => page.getByRole('switch', { name: words.roles.makeDefault(name) })

test('changes to the default roles after the link was copied apply to people who join', async () => {
  const scene = await account()
  await role(scene.accountId, 'reader', ['reports:read'])
  const page = await roles(scene)
  await page.getByRole('link', { name: words.frame.users, exact: true }).click()
  await page.getByRole('button', { name: words.invite.copyLink }).click()
  await page.getByText(words.invite.linkCopied('Member')).waitFor()
  const link = new URL(await copiedText(page)).hash

  await page.getByRole('link', { name: words.roles.title, exact: true }).click()
  await toggle(page, 'Member').click()
  await toggle(page, 'reader').click()
  const bar = page.getByRole('region', { name: words.roles.changed })
  await bar.getByText(words.roles.changedTo('reader')).waitFor()
  await bar.getByRole('button', { name: words.roles.save }).click()
  await page.getByText(words.roles.saved).waitFor()
  await bar.waitFor({ state: 'detached' })

  const email = somebody('joiner')
  const join = await open(`/join${link}`)
  await join.getByText('can join Acme as reader').waitFor()
  await join.getByLabel('Email').fill(email)
  await join.getByRole('button', { name: 'Send confirmation email' }).click()
  const confirm = await open(`/join#${await tokenInMail(email)}`)
  await confirm.getByLabel('Name').fill('Joi Ner')
  await confirm.getByRole('button', { name: 'Join Acme' }).click()
  await confirm.getByRole('heading', { name: 'Welcome to Acme' }).waitFor()
  const [user] = (await get(`${scene.path}/users?search=${email}`, scene.admin)).body.items
  expect(user).toMatchObject({ status: 'active', roleIds: ['reader'] })
})

test('having no default role shows a warning, and can be undone before saving', async () => {
  const scene = await account()
  const page = await roles(scene)
  await toggle(page, 'Member').click()
  await page.getByText(words.roles.changedToNone).waitFor()
  await page.getByRole('button', { name: words.roles.undo }).click()
  expect(await toggle(page, 'Member').isChecked()).toBe(true)
  expect((await get(`${scene.path}/default-roles`, scene.admin)).body.roleIds).toEqual(['member'])
})

test('each role says what it permits and who has it, and leads to them', async () => {
  const scene = await account()
  await role(scene.accountId, 'reader', ['reports:read'])
  await Promise.all([1, 2, 3].map(() => member(scene.accountId)))
  const page = await roles(scene)
  const card = (name: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) })
  await card('Administrator').getByText(words.roles.managesText).waitFor()
  expect(await toggle(page, 'Administrator').isDisabled()).toBe(true)
  await card('Administrator').getByText(words.roles.permissionNames['users:invite']).waitFor()
  await card('reader').getByTitle('reports:read').waitFor()
  await card('reader').getByText(words.roles.unused).waitFor()
  await card('Member').getByRole('link', { name: '3 users' }).click()
  await page.getByText(words.users.range(1, 3, '3')).waitFor()
  expect(new URL(page.url()).search).toBe('?roleId=member')
})

test('people who may not change roles can look at them', async () => {
  const scene = await account()
  const page = await roles(scene, await member(scene.accountId))
  await page.getByText(words.roles.mayNotChange).waitFor()
  expect(await toggle(page, 'Member').isDisabled()).toBe(true)
})

test('a change that the API refuses stays on the page, with the reason', async () => {
  const scene = await account()
  const page = await roles(scene)
  await toggle(page, 'Member').click()
  await page.route('**/default-roles', (route) => route.abort())
  await page.getByRole('button', { name: words.roles.save }).click()
  await page.getByText(words.problems.unreachable).waitFor()
  await page.unroute('**/default-roles')
  await page.getByRole('button', { name: words.roles.save }).click()
  await page.getByText(words.roles.saved).waitFor()
})

test('a custom role is created, changed and deleted on the page', async () => {
  const scene = await account()
  const page = await roles(scene)
  await page.getByRole('button', { name: words.roles.newRole }).click()
  const making = page.getByRole('dialog', { name: words.roles.newRole })
  await making.getByRole('textbox', { name: words.roles.name }).fill('member')
  await making.getByRole('checkbox', { name: words.roles.permissionNames['users:read'] }).check()
  await making.getByLabel(words.roles.otherPermissions).fill('not a permission')
  await making.getByRole('button', { name: words.roles.save }).click()
  await making.getByText(words.fieldErrors.not_a_permission({ field: '' })).waitFor()
  for (let tag = 0; tag < 3; tag++) await making.getByLabel(words.roles.otherPermissions).press('Backspace')
  await making.getByLabel(words.roles.otherPermissions).fill('reports:read')
  await making.getByRole('button', { name: words.roles.save }).click()
  await making.getByText(words.roles.nameTaken).waitFor()
  await making.getByRole('textbox', { name: words.roles.name }).fill('Reporter')
  await making.getByRole('button', { name: words.roles.save }).click()
  const card = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: 'Reporter', exact: true }) })
  await card.getByTitle('reports:read').waitFor()
  await card.getByText(words.roles.permissionNames['users:read']).waitFor()

  await card.getByRole('button', { name: words.roles.changeTitle('Reporter') }).click()
  const changing = page.getByRole('dialog', { name: words.roles.changeTitle('Reporter') })
  expect(await accessibilityFlaws(page)).toEqual([])
  await changing.getByLabel(words.audit.fields.description).fill('Reads reports')
  await changing.getByRole('button', { name: words.roles.save }).click()
  await card.getByText('Reads reports').waitFor()

  await card.getByRole('button', { name: words.roles.deleteLabel('Reporter') }).click()
  const question = page.getByRole('dialog', { name: words.roles.deleteTitle('Reporter') })
  await question.getByRole('button', { name: words.roles.delete }).click()
  await card.waitFor({ state: 'detached' })
})

const card = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) })

test('deleting is offered where it can be, and elsewhere what to do first', async () => {
  const scene = await account()
  for (const name of ['used', 'usual', 'free']) await role(scene.accountId, name, ['reports:read'])
  await member(scene.accountId, { roleIds: ['used'] })
  const usual = { roleIds: ['usual'] }
  expect((await put(`${scene.path}/default-roles`, usual, scene.admin)).status).toBe(200)
  const page = await roles(scene)
  await card(page, 'free')
    .getByRole('button', { name: words.roles.deleteLabel('free') })
    .waitFor()
  await card(page, 'usual').getByText(words.roles.keptAsDefault).waitFor()
  await card(page, 'used').getByText(words.roles.keptInUse).waitFor()
  for (const name of ['used', 'usual', 'Member'])
    expect(await page.getByRole('button', { name: words.roles.deleteLabel(name) }).count()).toBe(0)
  expect(await flawsInLightAndDark(page)).toEqual([])
  await card(page, 'used').getByRole('link', { name: words.roles.giveAnother }).click()
  await expect.poll(() => new URL(page.url()).search).toBe('?roleId=used')
})

test('permissions are chosen by name in their groups, those of the product too, and leaving asks', async () => {
  const scene = await account()
  await role(scene.accountId, 'reader', ['reports:read', 'reports:write'])
  const page = await roles(scene)
  await page.getByRole('button', { name: words.roles.newRole }).click()
  const making = page.getByRole('dialog', { name: words.roles.newRole })
  const reports = making.getByRole('group', { name: 'Reports', exact: true })
  await reports.getByRole('checkbox', { name: 'Write' }).check()
  await making.getByRole('textbox', { name: words.roles.name }).fill('Writer')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: words.frame.discardTitle }).waitFor()
  await page.getByRole('button', { name: words.frame.keepEditing }).click()
  expect(await flawsInLightAndDark(page)).toEqual([])
  await making.getByRole('button', { name: words.roles.save }).click()
  await card(page, 'Writer').getByTitle('reports:write').waitFor()
})

test('viewing as a role shows what somebody with it sees, and writes nothing', async () => {
  const scene = await account()
  await role(scene.accountId, 'host', ['users:read', 'users:invite', 'roles:read'])
  await role(scene.accountId, 'guest', ['reports:read'])
  const page = await roles(scene)
  await page.getByRole('button', { name: words.roles.viewAsLabel('host') }).click()
  const banner = page.getByRole('region', { name: words.frame.viewing.label })
  await banner.getByText(words.frame.viewing.as('host')).waitFor()
  await expect.poll(() => banner.evaluate((one) => one.matches(':focus'))).toBe(true)
  await page.getByRole('row', { name: scene.admin }).waitFor()
  expect(await page.getByRole('link', { name: words.audit.title }).count()).toBe(0)
  expect(await flawsInLightAndDark(page)).toEqual([])
  await page.getByRole('button', { name: words.invite.invite }).click()
  const window = page.getByRole('dialog', { name: words.invite.title('Acme') })
  await window.getByRole('checkbox', { name: 'host' }).check()
  await window.getByRole('textbox', { name: words.invite.people }).fill('nobody@example.com')
  await window.getByRole('button', { name: words.invite.send(1), exact: true }).click()
  await window.getByText(words.problems.read_only).waitFor()
  expect((await get(`${scene.path}/users`, scene.admin)).body.items).toHaveLength(1)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: words.frame.discard }).click()
  await banner.getByRole('button', { name: words.frame.viewing.end }).click()
  await page.getByRole('button', { name: words.roles.viewAsLabel('guest') }).click()
  await page.getByRole('heading', { name: words.access.nothingHere }).waitFor()
  await banner.getByRole('button', { name: words.frame.viewing.end }).click()
  await page.getByRole('link', { name: words.audit.title }).waitFor()
})
