/**
 * Invites 10,000 people as `npx usher import` does, until every email is in the mailbox. Measures how many per second,
 * and how much memory the functions hold meanwhile.
 *
 *     npm run load:bulk
 */
import { subscribe } from 'node:diagnostics_channel'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { signedIdToken } from '../../local/sign-in/issuer.ts'
import { usherClient } from '../../shared/client/client.ts'
import { importPeople } from '../../shared/client/import-people.ts'
import { ownSystem } from '../support/own-system.ts'
import { accountOf, admin, members } from './system.ts'

const people = 10_000
const quarter = people / 4

/** Every instance of a function is a thread of this process. */
const instances = new Set<Worker>()
subscribe('worker_threads', (message) => {
  if (!(typeof message === 'object' && message && 'worker' in message)) return
  const { worker } = message
  if (!(worker instanceof Worker)) return
  instances.add(worker)
  worker.once('exit', () => instances.delete(worker))
})
/** Megabytes on the heap of the largest instance. */
const mostHeld = async (): Promise<number> => {
  const held = await Promise.all(
    [...instances].map(async (worker) => (await worker.getHeapStatistics()).used_heap_size),
  )
  return Math.max(0, ...held) / 1_048_576
}

const system = await ownSystem()
try {
  const accountId = await accountOf(system, [])
  const token = await signedIdToken(system, admin)
  const usher = usherClient({ baseUrl: system.portalUrl, token: () => token })
  const lines = members(people).map(({ email, name = '' }, line) => ({
    line,
    person: { email, name, roleIds: ['member'], sendEmail: true },
  }))

  const invitees = new Set(lines.map(({ person }) => person.email))
  /** The address of each email by its id; older ones have already been counted. */
  const mails = new Map<string, string>()
  const countMails = async (since: Date): Promise<number> => {
    const address = `${system.mailUrl}/store?since=${Math.floor(since.getTime() / 1_000)}`
    const store: { emails: { messageId: string; destination: { to: string[] } }[] } = await (
      await fetch(address)
    ).json()
    for (const { messageId, destination } of store.emails)
      if (destination.to.some((address) => invitees.has(address))) mails.set(messageId, destination.to.join())
    return mails.size
  }

  const began = performance.now()
  const seconds = (): number => (performance.now() - began) / 1_000
  let invited = 0
  let secondsToInvite = 0
  const importing = importPeople({
    usher,
    accountId,
    lines,
    signal: new AbortController().signal,
    took: (results) => {
      invited += [...results.values()].filter(({ outcome }) => outcome === 'invited').length
      secondsToInvite = seconds()
    },
  })
  const rows: Record<string, Record<string, string>> = {}
  let held = 0
  for (let looked = new Date(0), due = quarter, before = 0; due <= people; ) {
    await pause(1_000)
    const now = new Date()
    held = Math.max(held, await mostHeld())
    const count = await countMails(new Date(looked.getTime() - 2_000))
    looked = now
    if (count < due) continue
    rows[`${count} mails`] = {
      'seconds from the start': seconds().toFixed(0),
      'mails a second since the row above': ((count - (due - quarter)) / (seconds() - before)).toFixed(0),
      'most that a function held, MB': held.toFixed(1),
    }
    ;[due, before, held] = [due + quarter, seconds(), 0]
  }
  const { end } = await importing
  console.table(rows)
  console.info(
    `${invited} invited (${end}) in ${secondsToInvite.toFixed(0)} s; ${new Set(mails.values()).size} addresses have ${mails.size} mails`,
  )
  if (invited !== people || mails.size !== people || new Set(mails.values()).size !== people)
    process.exitCode = 1
} finally {
  await system.stop()
}
