import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { auditActions } from '../../../shared/contract/audit.ts'
import { eventSchemaDocument } from '../../../shared/contract/event-schema.ts'
import { accountEvent, changedValues } from '../../../shared/contract/events.ts'

const written: object = JSON.parse(readFileSync('docs/events.schema.json', 'utf8'))
const page = readFileSync('docs/events.md', 'utf8')
const examples: { detail: Record<string, unknown> }[] = [...page.matchAll(/```json\n(.*?)```/gs)].map(
  ([, text = '']) => JSON.parse(text),
)

test('the committed schema matches the contract; `npm run event-schema` writes it', () => {
  expect(written).toEqual(JSON.parse(JSON.stringify(eventSchemaDocument())))
})

test('the page names every type of event, and has a valid example of each kind', () => {
  for (const action of auditActions) expect(page).toContain(`\`${action}\``)
  expect(new Set(examples.map(({ detail }) => accountEvent.parse(detail).subject.kind))).toEqual(
    new Set(['user', 'role', 'link', 'account']),
  )
})

test.each(Object.entries(changedValues))(
  'the page names every value that an event of a %s may hold',
  (kind, values) => {
    const row = page.split('\n').find((line) => line.startsWith(`| ${kind} `)) ?? ''
    const [, , , named = ''] = row.split('|')
    expect(named.match(/\w+/g)?.toSorted()).toEqual(Object.keys(values.shape).toSorted())
  },
)

test('an independent validator accepts the examples by the written schema, and refuses anything else', () => {
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(written)
  for (const { detail } of examples) {
    expect(validate(detail), JSON.stringify(validate.errors)).toBe(true)
    expect(validate({ ...detail, aFieldToCome: 1 })).toBe(true)
    for (const wrong of [
      { version: 2 },
      { action: 'user.renamed' },
      { subject: { kind: 'user' } },
      { at: undefined },
    ])
      expect(validate(JSON.parse(JSON.stringify({ ...detail, ...wrong })))).toBe(false)
  }
})
