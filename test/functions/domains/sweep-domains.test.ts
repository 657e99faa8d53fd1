import type { Socket } from 'node:dgram'
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from 'vitest'
import { domainClaimKey, domainKey } from '../../../functions/table/keys.ts'
import { type DnsAnswer, startDns } from '../../../local/services/dns.ts'
import { freePort } from '../../../local/settings.ts'
import { get, patch, post } from '../../support/api.ts'
import { added, newDomain, proved, removeRecord, verify } from '../../support/dns.ts'
import { deployHere, functionId } from '../../support/in-process.ts'
import { account, item, mails, type Scene, set, tableName } from '../../support/scene.ts'

const { gateUrl } = inject('system')
const day = 86_400_000
const inDays = (days: number): Date => new Date(Date.now() + days * day)

/** What the name server of these sweeps says; it fails for every other name. */
const answers = new Map<string, DnsAnswer>()
let server: Socket
let port: number
beforeAll(async () => {
  port = await freePort()
  server = await startDns(port, (name) => answers.get(name) ?? 'servfail')
})
afterAll(() => server[Symbol.asyncDispose]())
beforeEach(() => {
  vi.spyOn(console, 'info').mockReturnValue()
})

const context = { getRemainingTimeInMillis: () => 300_000 }

/** Runs as the schedule does, with the table of the run. */
const sweep = async (now: Date): Promise<void> => {
  deployHere(tableName, { gateUrl, functionId: functionId('SweepDomains') })
  process.env.DNS_SERVERS = `127.0.0.1:${port}`
  const { handler } = await import('../../../functions/domains/sweep-domains.ts')
  await handler({ time: now.toISOString() }, context)
}

const stateOf = async ({ path, admin }: Scene) => {
  const [domain] = (await get(`${path}/domains`, admin)).body.items
  return domain.state
}
const toldOf = async ({ path, admin }: Scene) =>
  (await get(`${path}/audit-events`, admin)).body.items
    .map(({ action, actor }: { action: string; actor: string }) => `${action} ${actor}`)
    .filter((told: string) => told.startsWith('domain.') && told.endsWith(' usher'))

test('a record that’s gone for three days ends joining and is told once; one without an answer never counts', async () => {
  const scene = await account()
  const { domain, record } = await proved(scene, { joining: 'at-once' })
  const stored = () => item(domainKey(scene.accountId, domain))
  answers.set(record.name, [record.value])
  await sweep(inDays(0.5))
  const { checkedAt } = (await stored()) ?? {}
  await sweep(inDays(1.1))
  expect(String((await stored())?.checkedAt) > String(checkedAt)).toBe(true)
  for (const [days, fault] of [
    [2.2, 'servfail'],
    [6.2, 'silent'],
  ] as const) {
    answers.set(record.name, fault)
    await sweep(inDays(days))
    expect(await stored()).toMatchObject({ state: 'proved' })
    expect(await stored()).not.toHaveProperty('missingSince')
  }
  answers.set(record.name, 'nodata')
  await sweep(inDays(7))
  expect(await stored()).toMatchObject({ state: 'proved', missingSince: expect.any(String) })
  answers.set(record.name, 'servfail')
  await sweep(inDays(10.5))
  expect(await stateOf(scene)).toBe('proved')
  answers.set(record.name, [])
  await Promise.allSettled(Array.from({ length: 20 }, () => sweep(inDays(11))))
  await sweep(inDays(11))
  expect(await stateOf(scene)).toBe('lost')
  expect(await item(domainClaimKey(domain))).toBe(undefined)
  expect(await post('/me/join-requests', { accountId: scene.accountId }, `grace@${domain}`)).toMatchObject({
    status: 404,
  })
  const [mail] = await mails(scene.admin)
  expect(mail?.subject).toContain('is no longer verified for Acme')
  await expect.poll(() => toldOf(scene)).toEqual(['domain.lost usher'])
  answers.set(record.name, [record.value])
  await sweep(inDays(12.1))
  expect(await stateOf(scene)).toBe('proved')
  await expect.poll(() => toldOf(scene)).toEqual(['domain.proved usher', 'domain.lost usher'])
  expect(await mails(scene.admin)).toHaveLength(1)
}, 120_000)

test('a record that somebody adds later is found, unless another account has the domain', async () => {
  const [scene, other] = [await account(), await account()]
  const domain = newDomain()
  const { record } = await added(scene, { domain, joining: 'at-once' })
  const late = await added(other, { domain, joining: 'at-once' })
  answers.set(record.name, [record.value])
  await sweep(inDays(1.1))
  expect(await stateOf(scene)).toBe('proved')
  answers.set(record.name, [record.value, late.record.value])
  await sweep(inDays(2.2))
  expect([await stateOf(scene), await stateOf(other)]).toEqual(['proved', 'unproved'])
  const stored = await item(domainKey(other.accountId, domain))
  expect(String(stored?.gsi4sk) > inDays(3).toISOString()).toBe(true)
  answers.set(record.name, [])
  await sweep(inDays(40))
  expect(await item(domainKey(other.accountId, domain))).not.toHaveProperty('gsi4sk')
})

test('the administrators of a German account are told in German', async () => {
  const scene = await account()
  await patch(scene.path, { language: 'de' }, scene.admin)
  const { domain, record } = await proved(scene)
  await set(domainKey(scene.accountId, domain), 'missingSince', new Date(0).toISOString())
  removeRecord(record)
  expect(await verify(scene, domain)).toMatchObject({ body: { state: 'lost' } })
  const [mail] = await mails(scene.admin)
  expect(mail?.subject).toContain('ist für Acme nicht mehr bestätigt')
})
