import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checks, policy } from '../../../cli/doctor/checks.ts'
import { trialChecks } from '../../../cli/doctor/trial.ts'

const page = readFileSync('docs/doctor.md', 'utf8')

test('the page lists exactly the existing checks', () => {
  const rows = page.match(/^\| `.*$/gm) ?? []
  const listed = rows.map((row) => row.split('|').map((cell) => cell.trim()))
  expect(listed).toEqual(
    [...checks, ...trialChecks(undefined)].map(({ id, what }) => ['', `\`${id}\``, what, '']),
  )
})

test('the page has the policy that the checks need', () => {
  const [, json = ''] = /```json\n([^`]*)```/.exec(page) ?? []
  expect(JSON.parse(json)).toEqual(policy)
})
