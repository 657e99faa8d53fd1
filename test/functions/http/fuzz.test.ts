/**
 * Sends any operation with any request, several at once, to accounts with any settings: no answer is a 5xx, and the
 * invariants hold. `npm run fuzz` does this for a minute; FUZZ_SEED repeats a run.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accountKey } from '../../../functions/table/keys.ts'
import {
  anySettings,
  applySettings,
  flaw,
  newWorld,
  operations,
  requestFor,
  sent,
} from '../../support/any-request.ts'
import { operator } from '../../support/api.ts'
import { query, type Scene } from '../../support/scene.ts'

const seconds = Number(process.env.FUZZ_SECONDS ?? 0)
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31)
const rounds = 4
const atOnce = 6

/** The account records exactly who administers it and how many seats are taken. */
const expectRules = async ({ accountId }: Scene, why: string): Promise<void> => {
  const items = await query(accountKey(accountId).pk)
  const users = items.filter(({ type }) => type === 'user')
  const stored = items.find(({ type }) => type === 'account')
  const active = users.filter(({ status }) => status === 'active')
  const holders = users.filter(({ seat }) => seat === true)
  expect(stored?.seatsTaken, why).toBe(holders.length)
  const administrators = active.filter(({ roleIds }) => Array.isArray(roleIds) && roleIds.includes('admin'))
  expect(stored?.admins, why).toEqual(new Set(administrators.map(({ userId }) => userId)))
  expect(administrators.length, why).toBeGreaterThan(0)
}

/** One account with these settings: batches of concurrent requests, and the statuses of their answers. */
const fuzzed = async (round: number): Promise<number[]> => {
  const why = `FUZZ_SEED=${seed + round}`
  const [settings] = fc.sample(anySettings, { numRuns: 1, seed: seed + round })
  if (!settings) return []
  const { ours, known, others } = await newWorld()
  const actors = await applySettings(ours, settings)
  const callers = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...actors, operator) },
    { weight: 2, arbitrary: fc.constantFrom(...others, undefined) },
  )
  const request = fc
    .constantFrom(...operations.map(([, operation]) => operation))
    .chain((operation) => fc.tuple(fc.constant(operation), requestFor(operation, known), callers))
  const statuses: number[] = []
  for (const batch of fc.sample(fc.array(request, { minLength: atOnce, maxLength: atOnce }), {
    numRuns: 5,
    seed: seed + round,
  })) {
    const replies = await Promise.all(
      batch.map(async ([operation, made, as]) => [operation, await sent(operation, made, as)] as const),
    )
    for (const [operation, reply] of replies) {
      const told = `${why} ${operation.operationId} ${JSON.stringify(reply.body)}`
      statuses.push(reply.status)
      // On a busy machine a function may time out; a longer run doesn't allow that.
      if (reply.status === 503 && seconds === 0) continue
      expect(reply.status, told).toBeLessThan(500)
      expect(flaw(operation, reply), told).toBeUndefined()
    }
  }
  await expectRules(ours, why)
  return statuses
}

test(
  'any concurrent requests, to accounts with any settings, get no 5xx and break no rule',
  async () => {
    const until = Date.now() + seconds * 1_000
    const statuses: number[] = []
    for (let round = 0; round < rounds || Date.now() < until; round++) statuses.push(...(await fuzzed(round)))
    const counts = Map.groupBy(statuses, (status) => status)
    const shown = [...counts].map(([status, { length }]) => [status, length] as const).toSorted()
    if (seconds > 0) console.info(`${statuses.length} requests, seed ${seed}`, Object.fromEntries(shown))
    expect(statuses.filter((status) => status < 300).length).toBeGreaterThan(0)
  },
  (seconds + 120) * 1_000,
)
