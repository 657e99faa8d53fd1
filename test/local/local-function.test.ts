import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { LocalFunction } from '../../local/lambda/local-function.ts'
import { Machine } from '../../local/lambda/machine.ts'
import { openLog } from '../../local/log.ts'

const folder = mkdtempSync(join(tmpdir(), 'usher-function-'))
const code = join(folder, 'index.mjs')
writeFileSync(
  code,
  `import { setTimeout as wait } from 'node:timers/promises'
  import { threadId } from 'node:worker_threads'
  let underway = 0
  let most = 0
  export const handler = async ({ does, milliseconds = 0 }) => {
    underway += 1
    most = Math.max(most, underway)
    if (does === 'exit') process.exit(1)
    if (does === 'throw') throw new RangeError('no')
    if (does === 'hang') await new Promise(() => setInterval(() => undefined, 1_000))
    await wait(milliseconds)
    underway -= 1
    return { threadId, most }
  }`,
)
const log = openLog(join(folder, 'log'), { quiet: true, verbose: false })
const machine = new Machine()
const functions: LocalFunction[] = []
afterAll(async () => {
  await Promise.all(functions.map((one) => one.stop()))
  machine.stop()
  await log.close()
})
const made = (id: string, seconds = 60): LocalFunction => {
  const url = pathToFileURL(code).href
  const one = new LocalFunction({ id, memory: 128, seconds, code: url, environment: {} }, machine, log)
  functions.push(one)
  return one
}

test('more functions than the machine has instances for all answer, in turn and at once', async () => {
  const many = Array.from({ length: 60 }, (_, index) => made(`many-${index}`))
  for (const one of many) expect(await one.invoke({})).toHaveProperty('result')
  const outcomes = await Promise.all(many.map((one) => one.invoke({})))
  for (const outcome of outcomes) expect(outcome).toHaveProperty('result')
})

test('an instance handles ten events at once; two handle thirty', async () => {
  const one = made('at-once')
  const outcomes = await Promise.all(Array.from({ length: 30 }, () => one.invoke({ milliseconds: 500 })))
  const results = outcomes.map((outcome) => ('result' in outcome ? outcome.result : undefined))
  expect(results).toHaveLength(30)
  expect(new Set(results.map((result) => JSON.stringify(result))).size).toBeGreaterThan(1)
  for (const result of results) expect(result).toMatchObject({ most: expect.any(Number) })
  const most = results.map((result) => Number(Object(result).most))
  expect(Math.max(...most)).toBe(10)
  expect(new Set(results.map((result) => Object(result).threadId)).size).toBe(2)
})

test('an error fails its own event', async () => {
  const one = made('throws')
  const [other, failed] = await Promise.all([
    one.invoke({ milliseconds: 300 }),
    one.invoke({ does: 'throw' }),
  ])
  expect(failed).toMatchObject({ failed: 'RangeError' })
  expect(other).toHaveProperty('result')
})

test('an instance that ends fails its events, and the next one gets another instance', async () => {
  const one = made('exits')
  const [other, failed] = await Promise.all([
    one.invoke({ milliseconds: 60_000 }),
    one.invoke({ does: 'exit' }),
  ])
  expect([other, failed]).toMatchObject([{ failed: 'Runtime.ExitError' }, { failed: 'Runtime.ExitError' }])
  expect(await one.invoke({})).toHaveProperty('result')
})

test('an event that takes too long fails alone, and its instance gets no further ones', async () => {
  const one = made('hangs', 1)
  const first = await one.invoke({})
  const [hung, other] = await Promise.all([one.invoke({ does: 'hang' }), one.invoke({ milliseconds: 100 })])
  expect(hung).toMatchObject({ failed: 'TimeoutError' })
  expect(other).toHaveProperty('result')
  const next = await one.invoke({})
  expect(next).toHaveProperty('result')
  expect(Object(next).result.threadId).not.toBe(Object(first).result.threadId)
  await expect.poll(() => readFileSync(join(folder, 'log'), 'utf8')).toContain('hangs TimeoutError')
})
