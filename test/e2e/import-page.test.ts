import { expect, test } from 'vitest'
import { portal as words } from '../../portal/words/en/portal.ts'
import { get } from '../support/api.ts'
import { desktop, flawsInLightAndDark, phone, withBrowser } from '../support/browser.ts'
import {
  choose,
  count,
  downloaded,
  file,
  importPageBy,
  invitedNames,
  line,
  openImport,
} from '../support/import-page.ts'
import { account, invited, mails, member, role, somebody } from '../support/scene.ts'

const open = withBrowser()
const importPage = importPageBy(open)

test('from the list through a file to invitations and a result file; importing the file again invites nobody twice', async () => {
  const scene = await account()
  await role(scene.accountId, 'reader', ['reports:read'])
  const [ann, bob] = [somebody('ann'), somebody('bob')]
  const { email: there } = await invited(scene, { name: 'There Already' })
  const text = [
    'Vorname;Nachname;E-Mail;Rollen',
    `Ann;Lee;${ann};reader|Member`,
    `Bob;Ray;${bob.toUpperCase()};`,
    `Twice;Ray;${bob};`,
    'No;Address;nobody;',
    `No;Role;${somebody()};Guest`,
    `=Known;Person;${there};`,
  ].join('\r\n')
  const page = await open(`/accounts/${scene.accountId}/users`, { as: scene.admin })
  await openImport(page)
  await choose(page, text)
  await page
    .getByText('2 people to invite. 1 person already in the account. 3 rows with errors are left out.')
    .waitFor()
  await line(page, 7).getByText(words.importing.states.there).waitFor()
  await line(page, 4)
    .getByText(words.fieldErrors.named_earlier({ field: '', line: 3 }))
    .waitFor()
  await line(page, 5)
    .getByText(words.fieldErrors.not_an_email({ field: '' }))
    .waitFor()
  await line(page, 6)
    .getByText(words.fieldErrors.unknown_role({ field: '', role: 'Guest' }))
    .waitFor()
  await page.getByLabel(words.importing.show).selectOption('With errors (3)')
  expect(await line(page, 2).count()).toBe(0)

  await page.getByRole('button', { name: words.importing.start(2) }).click()
  await page.getByRole('heading', { name: words.importing.endTitles.done }).waitFor()
  await line(page, 2).getByText(words.importing.states.invited, { exact: true }).waitFor()
  await line(page, 7).getByText(words.importing.states.there).waitFor()
  expect(await count(page, words.importing.states.invited)).toBe('2')
  expect(await count(page, words.importing.states.there)).toBe('1')
  expect(await count(page, words.importing.states.wrong)).toBe('3')
  const result = await downloaded(page, words.importing.download)
  expect(result.name).toBe('people-result.csv')
  expect(result.text.split('\r\n')).toEqual([
    '\ufeffVorname;Nachname;E-Mail;Rollen;Outcome;Reason',
    `Ann;Lee;${ann};reader|Member;Invited;`,
    `Bob;Ray;${bob.toUpperCase()};;Invited;`,
    `Twice;Ray;${bob};;With errors;${words.fieldErrors.named_earlier({ field: '', line: 3 })}`,
    `No;Address;nobody;;With errors;${words.fieldErrors.not_an_email({ field: '' })}`,
    expect.stringContaining('Unknown role “Guest”'),
    `"'=Known";Person;${there};;Already a member;Invited`,
    '',
  ])
  expect((await mails(ann))[0]?.subject).toContain('Ada Admin')
  const [user] = (await get(`${scene.path}/users?search=${ann}`, scene.admin)).body.items
  expect(user).toMatchObject({ name: 'Ann Lee', roleIds: ['reader', 'member'], source: 'bulk' })

  await page.getByRole('button', { name: words.importing.another }).click()
  await choose(page, { ...file(result.text), name: result.name })
  await page
    .getByText('Nobody to invite. 3 people already in the account. 3 rows with errors are left out.')
    .waitFor()
  expect(await page.getByRole('button', { name: words.importing.start(0) }).isDisabled()).toBe(true)
  expect(await mails(ann)).toHaveLength(1)
  await page.getByRole('link', { name: words.importing.back }).first().click()
  await page.getByRole('cell', { name: ann }).waitFor()
  expect(await invitedNames(scene)).toEqual(['Ann Lee', 'Bob Ray', 'There Already'])
})

test('columns, roles and emails are chosen for all, and without emails the result file has the links', async () => {
  const scene = await account()
  await role(scene.accountId, 'reader', ['reports:read'])
  const [ann, bob] = [somebody('ann'), somebody('bob')]
  const page = await importPage(scene)
  await choose(
    page,
    `Kontakt,Anzeige,Mobil\nx,Ann Lee (${ann}),0151 12345678\n${ann},Ann Lee,0151 12345678\n${bob},Bob,\n`,
  )
  await line(page, 2)
    .getByText(words.fieldErrors.not_an_email({ field: '' }))
    .waitFor()
  await page.getByText('No column holds names').waitFor()
  await page.getByLabel(words.importing.fields.name, { exact: true }).selectOption({ index: 2 })
  await page.getByLabel(words.importing.country).selectOption({ value: 'DE' })
  await page.getByRole('checkbox', { name: 'Member' }).uncheck()
  await line(page, 3)
    .getByText(words.fieldErrors.too_few({ field: words.fields.roleIds, minimum: 1 }))
    .waitFor()
  await page.getByRole('checkbox', { name: 'reader' }).check()
  await page.getByRole('switch', { name: words.invite.sendMail }).click()
  await page.getByRole('button', { name: words.importing.start(2) }).click()
  await page.getByRole('heading', { name: words.importing.endTitles.done }).waitFor()
  const { text } = await downloaded(page, words.importing.download)
  const [, , row = ''] = text.split('\r\n')
  expect(row).toMatch(/,Ann Lee,0151 12345678,Invited,,http.+\/join#/)
  const [user] = (await get(`${scene.path}/users?search=${ann}`, scene.admin)).body.items
  expect(user).toMatchObject({
    name: 'Ann Lee',
    phone: '+4915112345678',
    roleIds: ['reader'],
    mail: { state: 'skipped' },
  })
})

test('stops after the current batch, asks before leaving, and continues with the rest', async () => {
  const scene = await account()
  const emails = Array.from({ length: 250 }, () => somebody())
  const page = await importPage(scene)
  const holding = Promise.withResolvers<void>()
  let requests = 0
  await page.route('**/users/bulk', async (route) => {
    requests += 1
    if (requests === 2) await holding.promise
    await route.continue()
  })
  await choose(page, emails.map((email) => `${email},Some Body`).join('\n'))
  await page.getByRole('switch', { name: words.invite.sendMail }).click()
  await page.getByRole('button', { name: words.importing.start(250) }).click()
  await page.getByText('100 of 250 rows done').waitFor()
  await page.getByRole('link', { name: words.importing.fields.roles }).click()
  const question = page.getByRole('dialog', { name: words.importing.leaveTitle })
  await question.getByRole('button', { name: words.frame.cancel }).click()
  await question.waitFor({ state: 'detached' })
  expect(page.url()).toContain('/users/import')
  await page.getByRole('button', { name: words.importing.stop }).click()
  await page.getByText(words.importing.stopping).waitFor()
  holding.resolve()
  await page.getByRole('heading', { name: words.importing.endTitles.stopped }).waitFor()
  expect(await count(page, words.importing.states.invited)).toBe('200')
  expect(await count(page, words.importing.states.open)).toBe('50')
  expect(requests).toBe(2)
  await page.getByRole('button', { name: words.importing.goOn(50) }).click()
  await page.getByRole('heading', { name: words.importing.endTitles.done }).waitFor()
  expect(await count(page, words.importing.states.invited)).toBe('250')
  await page.getByRole('link', { name: words.importing.fields.roles }).click()
  await page.getByRole('heading', { name: words.importing.fields.roles, level: 1 }).waitFor()
})

test('people who leave despite the question do leave, by Back too', async () => {
  const scene = await account()
  const page = await open(`/accounts/${scene.accountId}/users`, { as: scene.admin })
  await openImport(page)
  await page.route('**/users/bulk', () => new Promise(() => {}))
  await choose(page, `${somebody()},Some Body`)
  await page.getByRole('button', { name: 'Invite 1 person' }).click()
  await page.getByRole('heading', { name: words.importing.runTitle }).waitFor()
  await page.evaluate(() => history.back())
  await page.getByRole('button', { name: words.importing.leave }).click()
  await page.getByRole('heading', { name: words.users.title, level: 1 }).waitFor()
})

test('an expired session stops it with an explanation, and nothing is lost', async () => {
  const scene = await account()
  const page = await importPage(scene)
  await page.route('**/users/bulk', (route) => route.fulfill({ status: 401, body: '{}' }))
  await choose(page, `${somebody()},Some Body`)
  await page.getByRole('button', { name: 'Invite 1 person' }).click()
  await page.getByRole('heading', { name: words.importing.endTitles.failed }).waitFor()
  await page.getByText(words.problems.not_signed_in).waitFor()
  await page.unroute('**/users/bulk')
  await page.getByRole('button', { name: words.importing.goOn(1) }).click()
  await page.getByRole('heading', { name: words.importing.endTitles.done }).waitFor()
})

test('people who may not invite are told so, and the invite window leads here', async () => {
  const scene = await account()
  const powerless = await member(scene.accountId)
  const other = await open(`/accounts/${scene.accountId}/users/import`, { as: powerless })
  await other.getByRole('heading', { name: words.frame.noPermission }).waitFor()

  const page = await open(`/accounts/${scene.accountId}/users`, { as: scene.admin })
  await page.getByRole('button', { name: words.invite.invite }).click()
  await page.getByRole('link', { name: words.invite.importInstead }).click()
  await page.getByRole('heading', { name: words.importing.title }).waitFor()
})

test('a wrong cell is corrected in its row, and goes into the invitation and the result file', async () => {
  const scene = await account()
  const page = await importPage(scene)
  await choose(
    page,
    'Email,Name,Roles,Staff no.\nann@@example.com,Ann Lee,,E-1\nbob@example.com,Bob Ray,Chief,E-1\n',
  )
  await page.getByRole('combobox', { name: words.importing.show }).selectOption({ index: 1 })
  const email = page.getByRole('textbox', { name: words.importing.mend(words.importing.fields.email, 2) })
  await email.fill('ann@example.com')
  await email.press('Enter')
  const roles = page.getByRole('textbox', { name: words.importing.mend(words.importing.fields.roles, 3) })
  await expect.poll(() => roles.evaluate((one) => one.matches(':focus'))).toBe(true)
  expect(await flawsInLightAndDark(page)).toEqual([])
  await roles.fill('Member')
  await roles.press('Enter')
  await line(page, 3)
    .getByText(words.fieldErrors.id_named_earlier({ field: words.fields.externalId, line: 2 }))
    .waitFor()
  const id = page.getByRole('textbox', { name: words.importing.mend(words.importing.fields.externalId, 3) })
  await id.fill('E-2')
  await id.press('Enter')
  await line(page, 3).getByText(`${words.importing.fields.externalId}: E-2`).waitFor()
  await page.getByRole('button', { name: words.importing.start(2) }).click()
  await page.getByRole('heading', { name: words.importing.endTitles.done }).waitFor()
  expect(await invitedNames(scene)).toEqual(['Ann Lee', 'Bob Ray'])
  expect((await downloaded(page, words.importing.download)).text).toContain('ann@example.com,Ann Lee')
  const { items } = (await get(`${scene.path}/users?externalId=E-2`, scene.admin)).body
  expect(items).toMatchObject([{ name: 'Bob Ray' }])
})

test('speaks German', async () => {
  const scene = await account()
  const page = await open(`/accounts/${scene.accountId}/users/import`, { as: scene.admin, locale: 'de-DE' })
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Datei wählen' }).click()
  await (await chooser).setFiles(file('ann@example.com,Ann,Gast\nann@example.com,Ann,\n'))
  await page.getByText('1 Person einzuladen. 1 Zeile mit Fehlern wird übersprungen.').waitFor()
  await page.getByText('Diese Adresse steht schon in Zeile 1.').waitFor()
})

const looks = [{ viewport: desktop }, { viewport: phone }] as const

test.each(looks)(
  'axe finds nothing in any state: light and dark, $viewport.width pixels',
  async (look) => {
    const scene = await account()
    const { email: there } = await invited(scene)
    const page = await importPage(scene, look)
    const flaws = new Map<string, string[]>()
    const check = async (place: string) => {
      const found = await flawsInLightAndDark(page)
      if (found.length > 0) flaws.set(place, found)
    }
    await check('choosing')
    await choose(page, file('email,name\n'))
    await page.getByRole('alert').waitFor()
    await check('a file that is none')
    await choose(
      page,
      `email,name,phone,roles\n${somebody()},Ann Lee,,\n${there},There,,\nnobody,,12,Guest\n`,
    )
    await page.getByText('1 person to invite.').waitFor()
    await check('checked')
    const holding = Promise.withResolvers<void>()
    await page.route('**/users/bulk', async (route) => {
      await holding.promise
      await route.continue()
    })
    await page.getByRole('button', { name: words.importing.start(1) }).click()
    await page.getByRole('heading', { name: words.importing.runTitle }).waitFor()
    await check('at work')
    await page.getByRole('link', { name: words.importing.back }).click()
    await page.getByRole('dialog', { name: words.importing.leaveTitle }).waitFor()
    await check('leaving')
    await page.getByRole('button', { name: words.frame.cancel }).click()
    holding.resolve()
    await page.getByRole('heading', { name: words.importing.endTitles.done }).waitFor()
    await check('done')
    expect([...flaws]).toEqual([])
  },
  120_000,
)

test("columns not understood, a guessed encoding and rows that aren't people wait to be looked at", async () => {
  const scene = await account()
  const email = somebody('jürgen')
  const text = `Gästeliste;;\nE-Mail;Name;Berechtigung\n${email};Jürgen Groß;admin\nSumme;1;\n`
  const page = await importPage(scene)
  await choose(page, { ...file(''), buffer: Buffer.from(text, 'latin1') })
  await page
    .getByText('“Jürgen”: is that right?')
    .or(page.getByText('“Gästeliste”: is that right?'))
    .waitFor()
  await page.getByText('Line 1, above the header: Gästeliste').waitFor()
  await page.getByText('Line 4, a total or a note: Summe 1').waitFor()
  await page.getByText('“Berechtigung” may hold the roles.').waitFor()
  await page.getByRole('switch', { name: words.invite.sendMail }).click()
  const invite = page.getByRole('button', { name: 'Invite 1 person' })
  expect(await invite.isDisabled()).toBe(true)
  await page.getByLabel(words.importing.encoding).selectOption('windows-1251')
  await line(page, 3).getByText('Jьrgen GroЯ').waitFor()
  await page.getByLabel(words.importing.encoding).selectOption('windows-1252')
  await line(page, 3).getByText('Jürgen Groß').waitFor()
  await page
    .getByLabel(words.importing.fields.roles, { exact: true })
    .selectOption({ label: 'Berechtigung: admin' })
  await page.getByText('“Berechtigung” may hold the roles.').waitFor({ state: 'detached' })
  expect(await invite.isDisabled()).toBe(false)
  expect(await flawsInLightAndDark(page)).toEqual([])
})
