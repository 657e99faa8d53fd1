import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { constructReference } from '../../docs/construct-reference/reference.ts'
import { optionsSchema } from '../../infra/options.ts'
import { checkedSettings } from '../../infra/settings.ts'

const page = readFileSync('docs/construct.md', 'utf8')

test('the committed reference matches the comments in the code; `npm run construct-reference` writes it', () => {
  expect(page).toBe(constructReference())
})

test('the reference has every part, and says something of every member', () => {
  for (const call of [
    'SignIn.existingPool(',
    'MailSender.ofDomain(',
    'Portal.at(',
    'grantOperator(',
    'new Usher(',
  ])
    expect(page).toContain(`### \`${call}`)
  for (const member of ['alarms', 'tags?', 'logRetentionDays?', 'verified', 'firewall?'])
    expect(page).toContain(`- \`${member}\``)
  expect(page).not.toContain('internal')
  const members = page.split('\n').filter((line) => line.startsWith('- `'))
  expect(members.length).toBeGreaterThan(50)
  for (const member of members) expect(member).toMatch(/^- `\w+\??`, .*: \S.*\.$/)
})

test('a default that the reference names is the one that is taken', () => {
  const named = [...page.matchAll(/^- `(\w+)\?`, .* Default: `([^`]+)`\.$/gm)]
  const taken: Readonly<Record<string, unknown>> = { ...optionsSchema.parse({}), ...checkedSettings({}) }
  expect(named.length).toBeGreaterThan(6)
  for (const [, name = '', value = ''] of named)
    if (name in taken) expect(String(taken[name]), name).toBe(value.replaceAll("'", ''))
})
