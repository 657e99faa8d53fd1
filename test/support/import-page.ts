/** The Import page, as a person uses it. */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { portal as words } from '../../portal/words/en/portal.ts'
import { get } from './api.ts'
import type { withBrowser } from './browser.ts'
import type { Scene } from './scene.ts'

type Open = ReturnType<typeof withBrowser>

/** Opens the page as the administrator, in the test file's browser. */
export const importPageBy =
  (open: Open) =>
  async (scene: Scene, options: Parameters<Open>[1] = {}): Promise<Page> => {
    const page = await open(`/accounts/${scene.accountId}/users/import`, { as: scene.admin, ...options })
    await page.getByRole('heading', { name: words.importing.chooseTitle }).waitFor()
    return page
  }

export const file = (text: string, name = 'people.csv') => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
})

/** Chooses a file with the keyboard, as the reader does. */
export const choose = async (
  page: Page,
  text: string | ReturnType<typeof file> | { readonly path: string },
) => {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: words.importing.chooseTitle }).press('Enter')
  await (await chooser).setFiles(typeof text === 'string' ? file(text) : 'path' in text ? text.path : text)
}

export const downloaded = async (page: Page, button: string) => {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: button }).click()
  const { suggestedFilename, path } = await download.then((one) => ({
    suggestedFilename: one.suggestedFilename(),
    path: one.path(),
  }))
  return { name: suggestedFilename, text: await readFile(await path, 'utf8') }
}

export const line = (page: Page, number: number) =>
  page.getByRole('listitem').filter({ has: page.getByText(words.importing.line(number), { exact: true }) })

export const count = (page: Page, state: string) =>
  page
    .getByRole('definition')
    .and(page.locator(`dt:text-is("${state}") + dd`))
    .textContent()

export const invitedNames = async (scene: Scene) => {
  const { items } = (await get(`${scene.path}/users?limit=100&status=invited`, scene.admin)).body
  return items.map(({ name }: { name: string }) => name).toSorted()
}

/** From the Users page to the Import page. */
export const openImport = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: words.users.more }).click()
  await page.getByRole('menuitem', { name: words.importing.open }).click()
}
