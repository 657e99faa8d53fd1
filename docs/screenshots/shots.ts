/** Which pages the pictures show, and what is done on each before it is taken. */
import type { Page } from 'playwright-core'
import { userIdOf } from '../../functions/users/user.ts'
import { portal as german } from '../../portal/words/de/portal.ts'
import { portal as english } from '../../portal/words/en/portal.ts'
import { team } from './team.ts'

type Words = typeof english

/** How a picture is taken: most are in English and light, at both sizes; a few are more. */
export type Look = {
  readonly size: 'desktop' | 'phone'
  readonly scheme: 'light' | 'dark'
  readonly language: 'en' | 'de'
}

export type Shot = {
  readonly name: string
  readonly path: string
  /** Without anybody signed in. */
  readonly signedOut?: boolean
  /** The page of `examples/saas`, in its own look alone. */
  readonly embedded?: boolean
  /** In the dark and in German as well. */
  readonly every?: boolean
  readonly act?: (page: Page, words: Words) => Promise<unknown>
}

const bounced = userIdOf(team.accountId, 'daniel.kowalski@northwind.example')

const paste = `Name\tEmail
Astrid Lind\tastrid.lind@fabrikam.example
Grace Nakamura\tgrace.nakamura@northwind.example
Tom Field\ttom.field@@fabrikam
Jun Park\tjun.park@fabrikam.example`

const people = `Email,Name,Roles
astrid.lind@fabrikam.example,Astrid Lind,Member
grace.nakamura@northwind.example,Grace Nakamura,Member
tom.field@@fabrikam.example,Tom Field,
jun.park@fabrikam.example,Jun Park,Chief`

const invite = async (page: Page, words: Words) => {
  const box = page.getByRole('textbox', { name: words.invite.people })
  await box.waitFor()
  await page.evaluate((text) => navigator.clipboard.writeText(text), paste)
  await box.focus()
  await page.keyboard.press('ControlOrMeta+V')
  await page.getByText(words.invite.there.member).waitFor()
}

const chooseFile = async (page: Page, words: Words) => {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: words.importing.choose }).click()
  const buffer = Buffer.from(people)
  await (await chooser).setFiles({ name: 'people.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('heading', { name: words.importing.lines }).waitFor()
  await page.getByRole('heading', { name: words.importing.lines }).scrollIntoViewIfNeeded()
}

export const shots: readonly Shot[] = [
  { name: 'users', path: 'users', every: true },
  { name: 'users-pending', path: 'users?view=pending' },
  { name: 'users-attention', path: 'users?view=attention' },
  { name: 'user-details', path: `users?user=${bounced}` },
  { name: 'invite', path: 'users?invite=mail', every: true, act: invite },
  { name: 'invite-link', path: 'users?invite=link' },
  { name: 'import', path: 'users/import', act: chooseFile },
  { name: 'palette', path: 'users', act: (page) => page.keyboard.press('Control+k') },
  { name: 'roles', path: 'roles' },
  {
    name: 'role',
    path: 'roles',
    act: (page, words) => page.getByRole('button', { name: words.roles.newRole }).click(),
  },
  {
    name: 'view-as-role',
    path: 'roles',
    act: async (page, words) => {
      await page.getByRole('button', { name: words.roles.viewAsLabel('People team') }).click()
      await page.getByRole('row').or(page.getByRole('listitem')).nth(5).waitFor()
    },
  },
  { name: 'audit', path: 'audit' },
  { name: 'account', path: 'account' },
  { name: 'me', path: 'me' },
  { name: 'sign-in', path: '/', signedOut: true },
  { name: 'embedded', path: '/team', embedded: true },
]

export const wordsOf = (language: Look['language']): Words => (language === 'de' ? german : english)

const sizesOf = ({ embedded }: Shot) => (embedded ? (['desktop'] as const) : (['desktop', 'phone'] as const))

export const looksOf = (shot: Shot): readonly Look[] =>
  sizesOf(shot).flatMap((size): Look[] => [
    { size, scheme: 'light', language: 'en' },
    ...(shot.every ? [{ size, scheme: 'dark', language: 'en' } as const] : []),
    ...(shot.every && size === 'desktop' ? [{ size, scheme: 'light', language: 'de' } as const] : []),
  ])
