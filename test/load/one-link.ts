/**
 * 500 people join with one invite link with a maximum of 100, all at the same moment, and exactly 100 get in:
 *
 *     npm run load:one-link
 */

import { ownSystem } from '../support/own-system.ts'
import { accountOf, admin, callerOf } from './system.ts'

const people = 500
const maximum = 100

const system = await ownSystem()
try {
  const path = `/accounts/${await accountOf(system, [])}`
  const asAdmin = await callerOf(system)
  const { body: link } = await asAdmin('PUT', `${path}/invite-link`, { maxUses: maximum })
  const token = link.url.split('#')[1]
  const callers = await Promise.all(
    Array.from({ length: people }, (_, index) => callerOf(system, `person${index}@example.com`)),
  )

  const began = performance.now()
  const answers = await Promise.all(
    callers.map((call, index) => call('POST', '/me/redeem', { token, name: `Person ${index}` })),
  )
  const seconds = (performance.now() - began) / 1_000

  const outcomes = Map.groupBy(answers, ({ status, body }) => `${status} ${body.code ?? body.status}`)
  console.table(
    Object.fromEntries([...outcomes].map(([outcome, { length }]) => [outcome, { people: length }])),
  )
  const users = new Set<string>()
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const page = await asAdmin('GET', `${path}/users?limit=100${cursor ? `&cursor=${cursor}` : ''}`)
    for (const { email } of page.body.items) users.add(email)
    cursor = page.body.nextCursor
  }
  users.delete(admin)
  const { uses } = (await asAdmin('GET', `${path}/invite-link`)).body
  console.info(`${users.size} are in the account, the link says ${uses} uses, ${seconds.toFixed(1)} s`)
  if (users.size !== maximum || uses !== maximum) process.exitCode = 1
} finally {
  await system.stop()
}
