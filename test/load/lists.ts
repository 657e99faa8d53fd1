/**
 * How long a list of 50 takes in accounts of 1,000, 10,000 and 100,000 users, relative to the smallest:
 *
 *     npm run load:lists
 */

import { ownSystem } from '../support/own-system.ts'
import { median } from './median.ts'
import { accountOf, callerOf, members } from './system.ts'

const sizes = [1_000, 10_000, 100_000]
const rounds = 25

type Listed = { readonly size: number; readonly path: string; readonly middle: string }

const nameOfLast = (size: number): string => `person${String(size - 1).padStart(6, '0')}`

const lists: Readonly<Record<string, (account: Listed) => string>> = {
  'first page': ({ path }) => path,
  'page in the middle': ({ path, middle }) => `${path}?cursor=${middle}`,
  'the last address by its start': ({ path, size }) => `${path}?search=${nameOfLast(size)}@`,
  'a part of the last address': ({ path, size }) => `${path}?search=${nameOfLast(size)}`,
  'by a role that all have': ({ path }) => `${path}?roleId=member`,
}

const system = await ownSystem()
try {
  const call = await callerOf(system)
  /** The cursor after the first half of the users. */
  const cursorOfMiddle = async (path: string, size: number): Promise<string> => {
    let cursor = ''
    for (let seen = 0; seen < size / 2; seen += 100)
      cursor = (await call('GET', `${path}?limit=100${cursor && `&cursor=${cursor}`}`)).body.nextCursor
    return cursor
  }
  const accounts: Listed[] = []
  for (const size of sizes) {
    const path = `/accounts/${await accountOf(system, members(size))}/users`
    accounts.push({ size, path, middle: await cursorOfMiddle(path, size) })
  }
  const rows: Record<string, Record<string, string>> = {}
  for (const [what, address] of Object.entries(lists)) {
    const times = accounts.map((): number[] => [])
    for (let round = 0; round < rounds; round++)
      for (const [index, account] of accounts.entries()) {
        const began = performance.now()
        const { status } = await call('GET', address(account))
        if (status !== 200) throw new Error(`A list answered ${status}`)
        times[index]?.push(performance.now() - began)
      }
    const [smallest = 1, ...others] = times.map(median)
    rows[what] = {
      [`ms with ${sizes[0]}`]: smallest.toFixed(1),
      ...Object.fromEntries(
        others.map((time, index) => [`times with ${sizes[index + 1]}`, (time / smallest).toFixed(2)]),
      ),
    }
  }
  console.table(rows)
} finally {
  await system.stop()
}
