/**
 * How fast the Users page is with 10,000 users, relative to 10, from one run:
 *
 *     npm run load:users-page
 */
import type { Page } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'
import { ownSystem } from '../support/own-system.ts'
import { median } from './median.ts'
import { accountOf, admin, members } from './system.ts'

const needle = { email: 'zzz-needle@example.com', name: 'Needle' }
const system = await ownSystem()

const timed = async (action: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await action()
  return performance.now() - began
}

type Times = { readonly open: number; readonly search: number }

/** Milliseconds until a row appears: of the first page, and of the last user found by typing a name. */
const measure = async (page: Page, accountId: string): Promise<Times> => {
  const cell = (email: string) => page.getByRole('cell', { name: email }).waitFor()
  const open = await timed(async () => {
    await page.goto(`${system.portalUrl}/accounts/${accountId}/users`)
    await cell(admin)
  })
  const search = await timed(async () => {
    await page.getByRole('searchbox').fill('needle')
    await page.getByRole('cell', { name: admin }).waitFor({ state: 'detached' })
    await cell(needle.email)
  })
  return { open, search }
}

const browser = await launchChromium()
try {
  const [few, many] = [
    await accountOf(system, [...members(8), needle]),
    await accountOf(system, [...members(9_998), needle]),
  ]
  const page = await browser.newPage({ locale: 'en-US' })
  await page.goto(`${system.portalUrl}/accounts/${few}/users`)
  await page.getByLabel('E-mail').fill(admin)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('cell', { name: admin }).waitFor()
  const rounds: (readonly [Times, Times])[] = []
  for (let round = 0; round < 9; round++)
    rounds.push([await measure(page, few), await measure(page, many)] as const)
  for (const what of ['open', 'search'] as const) {
    const [ten, thousands] = [0, 1].map((which) => median(rounds.map((round) => round[which]?.[what] ?? 0)))
    console.info(
      `${what}: ${Math.round(ten ?? 0)} ms with 10 users, ${((thousands ?? 0) / (ten ?? 1)).toFixed(2)} times that with 10,000`,
    )
  }
} finally {
  await browser.close()
  await system.stop()
}
