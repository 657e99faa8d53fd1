import { expect, test } from 'vitest'
import { message } from '../../portal/words/de/message.ts'
import { preferredLanguage } from '../../portal/words/language.ts'
import { sentence } from '../../shared/contract/messages.ts'
import { operations } from '../../shared/contract/operations.ts'

const values = [
  undefined,
  null,
  '',
  ' ',
  'x'.repeat(2_000),
  '\u202e',
  'http://example.com',
  0,
  1.5,
  10_000,
  [],
  ['?', '?'],
  Array(20).fill('role'),
  {},
]

/** Every sentence that a body of the API can be refused with. */
const sentences = new Set(
  operations.flatMap(({ body }) =>
    [
      'email',
      'name',
      'phone',
      'message',
      'roleIds',
      'expiresInHours',
      'sendEmail',
      'token',
      'permissions',
      'description',
      'maxUses',
      'expiresAt',
      'allowedDomains',
      'rotate',
      'invitationDays',
      'seatLimit',
      'accessUntil',
      'admin',
      'unheard',
    ]
      .flatMap((field) => values.map((value) => ({ [field]: value })))
      .flatMap((value) => body?.safeParse(value, { error: sentence }).error?.issues ?? [])
      .map((issue) => issue.message),
  ),
)

test('each sentence of the contract about a field has its German', () => {
  expect(sentences.size).toBeGreaterThan(10)
  expect([...sentences].filter((english) => message(english) === english)).toEqual([])
})

test.each([
  [null, ['de-AT', 'en'], 'de'],
  [null, ['fr-FR', 'de'], 'de'],
  [null, ['fr-FR'], 'en'],
  [null, ['en-US@posix'], 'en'],
  ['de', ['en-US'], 'de'],
  ['xx', ['de'], 'de'],
] as const)('chosen %s, spoken %j: %s', (chosen, spoken, language) => {
  expect(preferredLanguage(chosen, spoken)).toBe(language)
})
