import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  absent,
  allOf,
  anyOf,
  attribute,
  attributeOr,
  type Changes,
  equals,
  expressionsOf,
  lessThan,
  updateExpressionsOf,
} from '../../../functions/table/expressions.ts'

/** What different rules may change about one item in one write. */
const parts: readonly Changes[] = [
  { set: { name: 'Acme', phone: null, untouched: undefined } },
  { set: { version: attributeOr('version', 1, 1) } },
  { add: { seatsTaken: 1 }, on: anyOf(absent('seatLimit'), lessThan('seatsTaken', attribute('seatLimit'))) },
  { add: { admins: new Set(['usr_1']) }, on: equals('type', 'account') },
  { take: { guests: new Set(['usr_1']) }, on: equals('mail.state', 'queued') },
  { set: { expiresAt: null } },
]

test('any parts of an update merge into one section of each kind, and use exactly the defined placeholders', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...parts], { minLength: 1 }), (some) => {
      const made = updateExpressionsOf(some)
      const text = `${made.UpdateExpression} ${made.ConditionExpression ?? ''}`
      for (const section of ['SET', 'REMOVE', 'ADD', 'DELETE'])
        expect(made.UpdateExpression.match(new RegExp(`\\b${section}\\b`, 'g')) ?? []).toHaveLength(
          some.some((part) => sectionsOf(part).includes(section)) ? 1 : 0,
        )
      const used = (sign: string) => [...new Set(text.match(new RegExp(`${sign}\\d+`, 'g')))].toSorted()
      expect(used('#')).toEqual(Object.keys(made.ExpressionAttributeNames ?? {}).toSorted())
      expect(used(':')).toEqual(Object.keys(made.ExpressionAttributeValues ?? {}).toSorted())
      expect(text).not.toContain('untouched')
      // DynamoDB refuses redundant parentheses.
      expect(text).not.toMatch(/\(\(([^()]|\([^()]*\))*\)\)/)
    }),
  )
})

const sectionsOf = ({ set = {}, add, take }: Changes): string[] => [
  ...Object.values(set).flatMap((value) =>
    value === undefined ? [] : value === null ? ['REMOVE'] : ['SET'],
  ),
  ...(add ? ['ADD'] : []),
  ...(take ? ['DELETE'] : []),
]

test('two parts that change one attribute are a mistake that throws at once', () => {
  expect(() => updateExpressionsOf([{ set: { seatLimit: 1 } }, { add: { seatLimit: 1 } }])).toThrow(
    'seatLimit',
  )
})

test('a single condition has no parentheses, and several are joined', () => {
  expect(expressionsOf({ FilterExpression: allOf(undefined, equals('status', 'active')) })).toEqual({
    FilterExpression: '#0 = :0',
    ExpressionAttributeNames: { '#0': 'status' },
    ExpressionAttributeValues: { ':0': 'active' },
  })
  expect(
    expressionsOf({ FilterExpression: anyOf(absent('a'), allOf(equals('b', 1), equals('c', 2))) }),
  ).toMatchObject({ FilterExpression: '(attribute_not_exists(#0)) OR ((#1 = :0) AND (#2 = :1))' })
})
