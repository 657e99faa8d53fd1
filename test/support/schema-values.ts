/** Generates values for a JSON schema: mostly valid ones, now and then ones that nobody would send in good faith. */
import fc from 'fast-check'

export type JsonSchema = {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly JsonSchema[]
  readonly format?: string
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly items?: JsonSchema
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
}

/** Meaningful values for a field with this name: the ids, tokens and addresses of a scene. */
export type Known = Readonly<Record<string, fc.Arbitrary<unknown>>>

/** Line breaks for headers, markup, links, keys of the table, names that objects have, halves of characters. */
const hostileTexts = [
  '',
  ' ',
  '\r\nBcc: thief@evil.example',
  '<img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '{{7*7}}',
  '../../accounts',
  '%2e%2e%2f%00',
  '__proto__',
  'constructor',
  'ACCOUNT#',
  'USER#ROLE#~',
  '#status = :status',
  '\u202Egnp.exe',
  '\uD800',
  '\u0000',
  'a'.repeat(3_000),
  '𝔄'.repeat(60),
  'null',
  '-1e999',
]

const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: 'binary', maxLength: 60 }),
)

const hostile: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(-1, 0, 0.5, 1e21, 2 ** 53, [], {}, null),
)

/** One in twenty is hostile. */
export const valueFor = (schema: JsonSchema, known: Known, name = ''): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 19, arbitrary: known[name] ?? meant(schema, known, name) },
    { weight: 1, arbitrary: hostile },
  )

const meant = (schema: JsonSchema, known: Known, name: string): fc.Arbitrary<unknown> => {
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => valueFor(one, known, name)))
  switch (schema.type) {
    case 'object':
      return objectFor(schema, known)
    case 'array':
      return fc.array(valueFor(schema.items ?? {}, known, name), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 5, 5),
      })
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1_000 })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return textFor(schema)
  }
}

const textFor = ({ format, pattern, minLength = 0, maxLength = 40 }: JsonSchema): fc.Arbitrary<string> => {
  if (format === 'date-time')
    return fc
      .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString())
  if (format === 'email') return fc.emailAddress()
  if (format === 'uuid') return fc.uuid()
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern))
  return fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 40) })
}

/** Optional fields are often missing, required ones seldom, and unknown ones are seldom added. */
const objectFor = (
  { properties = {}, required = [] }: JsonSchema,
  known: Known,
): fc.Arbitrary<Record<string, unknown>> => {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, valueFor(schema, known, name)]),
  )
  return fc.oneof(
    { weight: 18, arbitrary: fc.record(fields, { requiredKeys: [...required] }) },
    { weight: 1, arbitrary: fc.record(fields, { requiredKeys: [] }) },
    { weight: 1, arbitrary: fc.record({ ...fields, tooMuch: hostile }) },
  )
}
