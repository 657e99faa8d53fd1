/**
 * Requests per second through the front door, on this machine's engine, one after the other and 16 at once:
 *
 *     npm run load:requests
 *
 * Everything is on this machine: caller, front door, functions (each instance a thread) and the engine.
 */

import { ownSystem } from '../support/own-system.ts'
import { accountOf, callerOf, members } from './system.ts'

const listed = 50
const secondsOfEach = 10
const together = 16

const system = await ownSystem()
try {
  const call = await callerOf(system)
  const path = `/accounts/${await accountOf(system, members(listed - 1))}/users`
  let count = 0
  const jobs = {
    list: async () => (await call('GET', path)).status,
    async invite() {
      const email = `invited${count++}@example.com`
      return (await call('POST', path, { email, name: 'Grace', roleIds: ['member'], sendEmail: false }))
        .status
    },
  }
  /** Answers per second for this many callers, each of which sends one request after the other. */
  const rate = async (job: () => Promise<number>, callers: number): Promise<number> => {
    await Promise.all(Array.from({ length: callers }, job))
    const began = performance.now()
    let answers = 0
    const one = async () => {
      while (performance.now() - began < secondsOfEach * 1_000) {
        const status = await job()
        if (status >= 300) throw new Error(`A request was answered ${status}`)
        answers += 1
      }
    }
    await Promise.all(Array.from({ length: callers }, one))
    return (answers * 1_000) / (performance.now() - began)
  }
  const rows: Record<string, Record<string, string>> = {}
  for (const [name, job] of Object.entries(jobs)) {
    const [alone, crowd] = [await rate(job, 1), await rate(job, together)]
    rows[name] = {
      'one caller, a second': alone.toFixed(0),
      [`${together} callers, a second`]: crowd.toFixed(0),
      ratio: (crowd / alone).toFixed(1),
    }
  }
  console.table(rows)
} finally {
  await system.stop()
}
