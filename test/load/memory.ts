/**
 * The memory that a run on this machine holds: before, at the end of 60 seconds in which 64 connections list and invite
 * people, and a minute and a half later.
 *
 *     npm run load:memory
 */
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { ownSystem } from '../support/own-system.ts'
import { accountOf, callerOf, members } from './system.ts'

const [connections, seconds, rest] = [64, 60, 90]

/** Megabytes of this process: caller, front door and functions. The engine is a process of its own. */
const resident = (): number =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1_024)

const system = await ownSystem()
try {
  const call = await callerOf(system)
  const path = `/accounts/${await accountOf(system, members(49))}`
  const person = () => ({
    email: `${crypto.randomUUID()}@example.com`,
    name: 'Grace',
    roleIds: ['member'],
    sendEmail: false,
  })
  const jobs = [
    () => call('GET', `${path}/users`),
    () => call('GET', path),
    () => call('GET', `${path}/roles`),
    () => call('GET', `${path}/audit-events`),
    () => call('GET', '/me'),
    () => call('POST', `${path}/users`, person()),
  ]
  const rows: Record<string, number> = { 'after the start': resident() }
  const end = performance.now() + seconds * 1_000
  let [answers, most, failed] = [0, 0, 0]
  const one = async (index: number) => {
    for (let turn = index; performance.now() < end; turn++) {
      const { status } = (await jobs[turn % jobs.length]?.()) ?? { status: 0 }
      answers += 1
      if (status >= 500) failed += 1
      most = Math.max(most, resident())
    }
  }
  await Promise.all(Array.from({ length: connections }, (_, index) => one(index)))
  rows[`at most, in ${seconds} s of ${connections} connections`] = most
  rows['at their end'] = resident()
  await wait(rest * 1_000)
  rows[`${rest} s later`] = resident()
  console.table(Object.fromEntries(Object.entries(rows).map(([when, MB]) => [when, { MB }])))
  console.info(`${answers} answers, ${failed} of them 5xx`)
} finally {
  await system.stop()
}
