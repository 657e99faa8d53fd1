import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { portal as words } from '../../portal/words/en/portal.ts'
import { withBrowser } from '../support/browser.ts'
import { choose, downloaded, file, importPageBy, line } from '../support/import-page.ts'
import { account } from '../support/scene.ts'

const importPage = importPageBy(withBrowser())

test('10,000 lines are shown with their errors, the first ones rendered and more on demand', async () => {
  const scene = await account()
  const text = Array.from({ length: 10_000 }, (_, index) =>
    index % 10 > 6 ? `wrong-${index},Some Body` : `person-${index}@example.com,Some Body`,
  ).join('\n')
  const page = await importPage(scene)
  await choose(page, text)
  await page.getByText('7000 people to invite. 3000 rows with errors are left out.').waitFor()
  await page.getByLabel(words.importing.show).selectOption('With errors (3000)')
  await line(page, 8)
    .getByText(words.fieldErrors.not_an_email({ field: '' }))
    .waitFor()
  expect(await page.getByRole('main').getByRole('listitem').count()).toBe(50)
  await page.getByRole('button', { name: words.importing.more(100) }).click()
  await line(page, 500).waitFor()
  expect(await page.getByRole('main').getByRole('listitem').count()).toBe(150)
})

test("a file that isn't a table of people is explained in a sentence, and another file can be chosen", async () => {
  const scene = await account()
  const page = await importPage(scene)
  const large = join(mkdtempSync(join(tmpdir(), 'usher-file-')), 'large.csv')
  writeFileSync(large, Buffer.alloc(10 * 1_024 * 1_024 + 1, 'x'))
  const refusals: readonly (readonly [Parameters<typeof choose>[1], string])[] = [
    [
      { ...file('', 'people.xlsx'), buffer: Buffer.from('504b0304140000', 'hex') },
      words.importing.fileProblems.spreadsheet,
    ],
    [{ path: large }, words.importing.fileProblems.too_large],
    [file('email,name\n'), words.importing.fileProblems.empty],
    [file('email,name\nann@example.com,"Ann\n'), words.importing.fileProblems.open_quote(2)],
  ]
  for (const [wrong, sentence] of refusals) {
    await choose(page, wrong)
    await page.getByRole('alert').getByText(sentence).waitFor()
  }
  const example = await downloaded(page, words.importing.example)
  await choose(page, file(example.text))
  await page.getByText('2 people to invite.').waitFor()
})

test('a file can be dropped anywhere on the page; if several are dropped, none is read', async () => {
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
    await page.getByText(words.importing.dropNow).waitFor()
    await page.dispatchEvent('main', 'drop', { dataTransfer })
  }
  await drop(2)
  await page.getByRole('alert').getByText(words.importing.oneFile).waitFor()
  await drop(1)
  await page.getByRole('heading', { name: words.importing.fileTitle('people-0.csv') }).waitFor()
  await page.getByText('1 person to invite.').waitFor()
})
