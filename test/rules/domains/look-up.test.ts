import type { Socket } from 'node:dgram'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isRecordThere } from '../../../functions/domains/look-up.ts'
import { type DnsAnswer, startDns } from '../../../local/services/dns.ts'
import { freePort } from '../../../local/settings.ts'

const answers: Readonly<Record<string, DnsAnswer>> = {
  'proved.example': ['v=spf1 -all', 'usher-challenge=1'],
  'long.example': ['x'.repeat(255), 'usher-challenge=1'],
  'other.example': ['usher-challenge=2'],
  'gone.example': [],
  'empty.example': 'nodata',
  'failing.example': 'servfail',
  'silent.example': 'silent',
}
let server: Socket
beforeAll(async () => {
  const port = await freePort()
  server = await startDns(port, (name) => answers[name] ?? 'servfail')
  process.env.DNS_SERVERS = `127.0.0.1:${port}`
})
afterAll(() => server[Symbol.asyncDispose]())

test.each([
  ['proved.example', true],
  ['long.example', true],
  ['other.example', false],
  ['gone.example', false],
  ['empty.example', false],
  ['failing.example', undefined],
  ['silent.example', undefined],
  [`${'x'.repeat(64)}.example`, undefined],
])('the record of %s: %s', async (name, isThere) => {
  expect(await isRecordThere(name, 'usher-challenge=1')).toBe(isThere)
})

test('a name server that isn’t there says nothing', async () => {
  process.env.DNS_SERVERS = `127.0.0.1:${await freePort()}`
  expect(await isRecordThere('proved.example', 'usher-challenge=1')).toBe(undefined)
})
