/**
 * How quick the Users page is with 10,000 users, in times of what it is with 10, from one run:
 *
 *     node_modules/.bin/node test/load/users-page.ts
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { Page } from 'playwright-core'
import { credentials, region } from '../../infra/local/dynamodb.ts'
import { freePort } from '../../infra/local/settings.ts'
import { startSystem } from '../../infra/local/system.ts'
import { userIdOf } from '../../shared/model/users.ts'
import { accountKey, addressIndexKey, userKey, usersIndexKey } from '../../shared/store/keys.ts'
import { launchChromium } from '../support/chromium.ts'
import { median } from './median.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'usher-load-'))
const [port, mailPort, issuerPort] = [await freePort(), await freePort(), await freePort()]
const system = await startSystem({
  port,
  mailPort,
  issuerPort,
  dataDir,
  fresh: true,
  inMemory: true,
  quiet: true,
  throttle: false,
})
const database = DynamoDBDocumentClient.from(
  new DynamoDBClient({ endpoint: system.dynamodbUrl, region, credentials }),
)
const admin = 'aaa-admin@example.com'
const now = new Date().toISOString()

const person = (accountId: string, email: string, name: string, roleIds: readonly string[]) => ({
  ...userKey(accountId, userIdOf(accountId, email)),
  ...usersIndexKey(accountId, email),
  ...addressIndexKey(accountId, email),
  type: 'user',
  searchText: `${email} ${name}`.toLowerCase(),
  accountId,
  userId: userIdOf(accountId, email),
  email,
  name,
  roleIds,
  status: 'active',
  source: 'link',
  invitedAt: now,
  acceptedAt: now,
  nonce: 'none',
  mail: { state: 'skipped', at: now },
  updatedAt: now,
  updatedBy: 'bootstrap',
})

/** Puts an account of so many users, of whom one is found by "needle" alone. */
const accountOf = async (count: number): Promise<string> => {
  const accountId = `acc_with${String(count).padStart(8, '0')}`
  const people = Array.from({ length: count - 2 }, (_, index) => {
    const name = `person${String(index).padStart(6, '0')}`
    return person(accountId, `${name}@example.com`, name, ['member'])
  })
  const items = [
    {
      ...accountKey(accountId),
      type: 'account',
      accountId,
      name: `With ${count}`,
      defaultRoleIds: ['member'],
      admins: new Set([userIdOf(accountId, admin)]),
    },
    person(accountId, admin, 'Ada Admin', ['admin']),
    person(accountId, 'zzz-needle@example.com', 'Needle', ['member']),
    ...people,
  ]
  for (let start = 0; start < items.length; start += 25) {
    const requests = items.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }))
    await database.send(new BatchWriteCommand({ RequestItems: { [system.tableName]: requests } }))
  }
  return accountId
}

const timed = async (action: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await action()
  return performance.now() - began
}

type Times = { readonly open: number; readonly search: number }

/** Milliseconds until a row is on the page: of the first page, and of the last user found by typing a name. */
const measure = async (page: Page, accountId: string): Promise<Times> => {
  const cell = (email: string) => page.getByRole('cell', { name: email }).waitFor()
  const open = await timed(async () => {
    await page.goto(`${system.portalUrl}/accounts/${accountId}/users`)
    await cell(admin)
  })
  const search = await timed(async () => {
    await page.getByRole('searchbox').fill('needle')
    await page.getByRole('cell', { name: admin }).waitFor({ state: 'detached' })
    await cell('zzz-needle@example.com')
  })
  return { open, search }
}

const browser = await launchChromium()
try {
  const [few, many] = [await accountOf(10), await accountOf(10_000)]
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
  rmSync(dataDir, { recursive: true })
}
