import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { get } from '../support/api.ts'
import { desktop, flawsInLightAndDark, phone, withBrowser } from '../support/browser.ts'
import { account, invited, mails, member, role, type Scene, somebody } from '../support/scene.ts'

const open = withBrowser()

const importPage = async (scene: Scene, options: Parameters<typeof open>[1] = {}): Promise<Page> => {
  const page = await open(`/accounts/${scene.accountId}/users/import`, { as: scene.admin, ...options })
  await page.getByRole('heading', { name: 'Choose a file' }).waitFor()
  return page
}

const file = (text: string, name = 'people.csv') => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
})

/** Chooses a file by the keyboard, as the reader does it. */
const choose = async (page: Page, text: string | ReturnType<typeof file>) => {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a file' }).press('Enter')
  await (await chooser).setFiles(typeof text === 'string' ? file(text) : text)
}

const downloaded = async (page: Page, button: string) => {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: button }).click()
  const { suggestedFilename, path } = await download.then((one) => ({
    suggestedFilename: one.suggestedFilename(),
    path: one.path(),
  }))
  return { name: suggestedFilename, text: await readFile(await path, 'utf8') }
}

const line = (page: Page, number: number) =>
  page.getByRole('listitem').filter({ has: page.getByText(`Line ${number}`, { exact: true }) })

const count = (page: Page, state: string) =>
  page
    .getByRole('definition')
    .and(page.locator(`dt:text-is("${state}") + dd`))
    .textContent()

const invitedNames = async (scene: Scene) => {
  const { items } = (await get(`${scene.path}/users?limit=100&status=invited`, scene.admin)).body
  return items.map(({ name }: { name: string }) => name).toSorted()
}

test('from the list by a file to invitations and a result file; the same file again invites nobody twice', async () => {
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
  await page.getByRole('link', { name: 'Import' }).click()
  await choose(page, text)
  await page.getByText('3 people to invite. 3 lines with errors are left out.').waitFor()
  await line(page, 4).getByText('E-mail is in line 3 already.').waitFor()
  await line(page, 5).getByText('E-mail must be an e-mail address, like ann@example.com.').waitFor()
  await line(page, 6).getByText('Roles must be of this account, unlike Guest.').waitFor()
  await page.getByLabel('Show').selectOption('With errors (3)')
  expect(await line(page, 2).count()).toBe(0)

  await page.getByRole('button', { name: 'Invite 3 people' }).click()
  await page.getByRole('heading', { name: 'The import is done' }).waitFor()
  await line(page, 2).getByText('Invited', { exact: true }).waitFor()
  await line(page, 7).getByText('There already').waitFor()
  expect(await count(page, 'Invited')).toBe('2')
  expect(await count(page, 'There already')).toBe('1')
  expect(await count(page, 'With errors')).toBe('3')
  const result = await downloaded(page, 'Download the result file')
  expect(result.name).toBe('people-result.csv')
  expect(result.text.split('\r\n')).toEqual([
    '\ufeffVorname;Nachname;E-Mail;Rollen;Outcome;Reason',
    `Ann;Lee;${ann};reader|Member;Invited;`,
    `Bob;Ray;${bob.toUpperCase()};;Invited;`,
    `Twice;Ray;${bob};;With errors;E-mail is in line 3 already.`,
    'No;Address;nobody;;With errors;E-mail must be an e-mail address, like ann@example.com.',
    expect.stringContaining('With errors;Roles must be of this account, unlike Guest.'),
    `"'=Known";Person;${there};;There already;Invited`,
    '',
  ])
  expect((await mails(ann))[0]?.subject).toContain('Ada Admin')
  const [user] = (await get(`${scene.path}/users?search=${ann}`, scene.admin)).body.items
  expect(user).toMatchObject({ name: 'Ann Lee', roleIds: ['reader', 'member'], source: 'bulk' })

  await page.getByRole('button', { name: 'Choose another file' }).click()
  await choose(page, { ...file(result.text), name: result.name })
  await page.getByRole('button', { name: 'Invite 3 people' }).click()
  await page.getByRole('heading', { name: 'The import is done' }).waitFor()
  expect(await count(page, 'There already')).toBe('3')
  expect(await mails(ann)).toHaveLength(1)
  await page.getByRole('link', { name: 'Back to the users' }).first().click()
  await page.getByRole('cell', { name: ann }).waitFor()
  expect(await invitedNames(scene)).toEqual(['Ann Lee', 'Bob Ray', 'There Already'])
})

test('columns, roles and mails are chosen for all, and without mails the result file has the links', async () => {
  const scene = await account()
  await role(scene.accountId, 'reader', ['reports:read'])
  const [ann, bob] = [somebody('ann'), somebody('bob')]
  const page = await importPage(scene)
  await choose(
    page,
    `Kontakt,Anzeige,Mobil\nx,Ann Lee (${ann}),0151 12345678\n${ann},Ann Lee,0151 12345678\n${bob},Bob,\n`,
  )
  await line(page, 2).getByText('must be an e-mail address').waitFor()
  await page.getByText('No column holds names').waitFor()
  await page.getByLabel('Name', { exact: true }).selectOption({ index: 2 })
  await page.getByLabel('Country of phone numbers').selectOption({ value: 'DE' })
  await page.getByRole('checkbox', { name: 'Member' }).uncheck()
  await line(page, 3).getByText('Roles must have at least 1 entry.').waitFor()
  await page.getByRole('checkbox', { name: 'reader' }).check()
  await page.getByRole('switch', { name: 'Send the invitation by e-mail' }).click()
  await page.getByRole('button', { name: 'Invite 2 people' }).click()
  await page.getByRole('heading', { name: 'The import is done' }).waitFor()
  const { text } = await downloaded(page, 'Download the result file')
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

test('it stops after the batch under way, leaving asks first, and it goes on with who is left', async () => {
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
  await page.getByRole('switch', { name: 'Send the invitation by e-mail' }).click()
  await page.getByRole('button', { name: 'Invite 250 people' }).click()
  await page.getByText('100 of 250 lines done').waitFor()
  await page.getByRole('link', { name: 'Roles' }).click()
  const question = page.getByRole('dialog', { name: 'Stop the import?' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await question.waitFor({ state: 'detached' })
  expect(page.url()).toContain('/users/import')
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByText('Stopping after those who are being invited right now…').waitFor()
  holding.resolve()
  await page.getByRole('heading', { name: 'The import is stopped' }).waitFor()
  expect(await count(page, 'Invited')).toBe('200')
  expect(await count(page, 'Not done yet')).toBe('50')
  expect(requests).toBe(2)
  await page.getByRole('button', { name: 'Go on with 50 people' }).click()
  await page.getByRole('heading', { name: 'The import is done' }).waitFor()
  expect(await count(page, 'Invited')).toBe('250')
  await page.getByRole('link', { name: 'Roles' }).click()
  await page.getByRole('heading', { name: 'Roles', level: 1 }).waitFor()
})

test('who leaves in spite of the question goes, by Back too', async () => {
  const scene = await account()
  const page = await open(`/accounts/${scene.accountId}/users`, { as: scene.admin })
  await page.getByRole('link', { name: 'Import' }).click()
  await page.route('**/users/bulk', () => new Promise(() => {}))
  await choose(page, `${somebody()},Some Body`)
  await page.getByRole('button', { name: 'Invite 1 person' }).click()
  await page.getByRole('heading', { name: 'Inviting…' }).waitFor()
  await page.evaluate(() => history.back())
  await page.getByRole('button', { name: 'Stop and leave' }).click()
  await page.getByRole('heading', { name: 'Users', level: 1 }).waitFor()
})

test('a session that has ended stops it with words, and nothing is lost', async () => {
  const scene = await account()
  const page = await importPage(scene)
  await page.route('**/users/bulk', (route) => route.fulfill({ status: 401, body: '{}' }))
  await choose(page, `${somebody()},Some Body`)
  await page.getByRole('button', { name: 'Invite 1 person' }).click()
  await page.getByRole('heading', { name: 'The import could not go on' }).waitFor()
  await page.getByText('You are not signed in any more. Sign in again.').waitFor()
  await page.unroute('**/users/bulk')
  await page.getByRole('button', { name: 'Go on with 1 person' }).click()
  await page.getByRole('heading', { name: 'The import is done' }).waitFor()
})

test('10,000 lines are shown with their errors, the first ones drawn and more on demand', async () => {
  const scene = await account()
  const text = Array.from({ length: 10_000 }, (_, index) =>
    index % 10 > 6 ? `wrong-${index},Some Body` : `person-${index}@example.com,Some Body`,
  ).join('\n')
  const page = await importPage(scene)
  await choose(page, text)
  await page.getByText('7000 people to invite. 3000 lines with errors are left out.').waitFor()
  await page.getByLabel('Show').selectOption('With errors (3000)')
  await line(page, 8).getByText('E-mail must be an e-mail address').waitFor()
  expect(await page.getByRole('main').getByRole('listitem').count()).toBe(50)
  await page.getByRole('button', { name: 'Show 100 more' }).click()
  await line(page, 500).waitFor()
  expect(await page.getByRole('main').getByRole('listitem').count()).toBe(150)
})

test('what is no table of people is said in a sentence, and the next file can be chosen', async () => {
  const scene = await account()
  const page = await importPage(scene)
  const refusals: readonly (readonly [ReturnType<typeof file>, string])[] = [
    [{ ...file('', 'people.xlsx'), buffer: Buffer.from('504b0304140000', 'hex') }, 'This is a workbook'],
    [{ ...file(''), buffer: Buffer.alloc(10 * 1_024 * 1_024 + 1, 'x') }, 'The file has more than 10 MB'],
    [file('email,name\n'), 'There is nobody in the file'],
    [file('email,name\nann@example.com,"Ann\n'), 'In line 2 a quotation mark begins'],
  ]
  for (const [wrong, sentence] of refusals) {
    await choose(page, wrong)
    await page.getByRole('alert').getByText(sentence).waitFor()
  }
  const example = await downloaded(page, 'Download an example file')
  await choose(page, file(example.text))
  await page.getByText('2 people to invite.').waitFor()
})

test('a file is dropped anywhere on the page, and of several none is read', async () => {
  const scene = await account()
  const page = await importPage(scene)
  const drop = async (count: number) => {
    const dataTransfer = await page.evaluateHandle((files) => {
      const data = new DataTransfer()
      for (let index = 0; index < files; index++)
        data.items.add(new File(['ann@example.com,Ann Lee'], `people-${index}.csv`))
      return data
    }, count)
    await page.dispatchEvent('main', 'dragover', { dataTransfer })
    await page.getByText('Drop it to read it').waitFor()
    await page.dispatchEvent('main', 'drop', { dataTransfer })
  }
  await drop(2)
  await page.getByRole('alert').getByText('Drop one file, not several.').waitFor()
  await drop(1)
  await page.getByRole('heading', { name: 'File people-0.csv' }).waitFor()
  await page.getByText('1 person to invite.').waitFor()
})

test('who may not invite reads so, and the window for several people leads here', async () => {
  const scene = await account()
  const powerless = await member(scene.accountId)
  const other = await open(`/accounts/${scene.accountId}/users/import`, { as: powerless })
  await other.getByRole('heading', { name: 'You may not see this' }).waitFor()

  const page = await open(`/accounts/${scene.accountId}/users`, { as: scene.admin })
  await page.getByRole('button', { name: 'Invite user' }).click()
  await page.getByRole('textbox', { name: 'E-mail' }).fill(`${somebody()}, ${somebody()}`)
  await page.getByRole('link', { name: 'Import a file' }).click()
  await page.getByRole('heading', { name: 'Import people' }).waitFor()
})

test('it speaks German', async () => {
  const scene = await account()
  const page = await open(`/accounts/${scene.accountId}/users/import`, { as: scene.admin, locale: 'de-DE' })
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Datei wählen' }).click()
  await (await chooser).setFiles(file('ann@example.com,Ann,Gast\nann@example.com,Ann,\n'))
  await page.getByText('1 Person einzuladen. 1 Zeile mit Fehlern wird ausgelassen.').waitFor()
  await page.getByText('E-Mail steht schon in Zeile 1.').waitFor()
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
    await page.getByText('2 people to invite.').waitFor()
    await check('checked')
    const holding = Promise.withResolvers<void>()
    await page.route('**/users/bulk', async (route) => {
      await holding.promise
      await route.continue()
    })
    await page.getByRole('button', { name: 'Invite 2 people' }).click()
    await page.getByRole('heading', { name: 'Inviting…' }).waitFor()
    await check('at work')
    await page.getByRole('link', { name: 'Back to the users' }).click()
    await page.getByRole('dialog', { name: 'Stop the import?' }).waitFor()
    await check('leaving')
    await page.getByRole('button', { name: 'Cancel' }).click()
    holding.resolve()
    await page.getByRole('heading', { name: 'The import is done' }).waitFor()
    await check('done')
    expect([...flaws]).toEqual([])
  },
  120_000,
)
