import { expect, test } from 'vitest'
import { get } from '../support/api.ts'
import { newDomain, removeRecord, setRecord } from '../support/dns.ts'
import { account, role } from '../support/scene.ts'
import { usher } from '../support/usher-command.ts'

test('a domain is added with its record to copy, verified once that is there, listed and removed', async () => {
  const { accountId, path, admin } = await account()
  await role(accountId, 'reader', ['reports:read'])
  const domain = newDomain()
  const words = ['domains', 'add', accountId, `@${domain.toUpperCase()}`, '--roles', 'reader']
  const added = await usher([...words, '--joining', 'at-once'])
  expect(added).toMatchObject({ code: 0, error: '' })
  const [, name = '', value = ''] = /^ {2}(\S+) {2}TXT {2}(\S+)$/m.exec(added.out) ?? []
  expect(name).toBe(`_usher-challenge.${domain}`)
  expect((await get(`${path}/domains`, admin)).body.items).toMatchObject([
    { domain, record: { name, value }, joining: 'at-once', roleIds: ['reader'] },
  ])

  const early = await usher(['domains', 'verify', accountId, domain])
  expect(early).toMatchObject({ code: 1, error: expect.stringContaining('The record was not found') })
  expect(early.out).toContain(`  ${name}  TXT  ${value}\n`)
  setRecord({ name, value })
  expect(await usher(['domains', 'verify', accountId, domain])).toMatchObject({
    code: 0,
    out: `${domain} is verified.\n`,
  })
  removeRecord({ name })
  const gone = await usher(['domains', 'verify', accountId, domain, '--json'])
  expect(JSON.parse(gone.out)).toMatchObject({ state: 'proved', missingSince: expect.any(String) })
  expect([gone.code, JSON.parse(gone.error).error.code]).toEqual([1, 'record_not_found'])

  const { out } = await usher(['domains', 'list', accountId])
  expect(out.split('\n')[0]).toMatch(/^DOMAIN +STATE +JOINING +ROLES +JOINED +CHECKED$/)
  expect(out).toMatch(
    new RegExp(`${domain} +verified +at-once +reader +0 +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d`),
  )

  expect(await usher(['domains', 'remove', accountId, domain])).toMatchObject({
    code: 0,
    out: `${domain} is removed.\n`,
  })
  expect(await usher(['domains', 'remove', accountId, domain])).toMatchObject({
    code: 1,
    error: expect.stringContaining('domain_not_found'),
  })
  expect(await usher(['domains', 'add', accountId, 'gmail.com'])).toMatchObject({
    code: 1,
    error: expect.stringContaining('public_domain'),
  })
  expect(await usher(['domains', 'add', accountId, domain, '--joining', 'ask'])).toMatchObject({ code: 2 })
})
