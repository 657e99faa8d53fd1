import { expect, test } from 'vitest'
import { fieldErrors as german } from '../../portal/words/de/field-errors.ts'
import { fieldErrors as english } from '../../portal/words/en/field-errors.ts'
import { preferredLanguage } from '../../portal/words/language.ts'
import { checked } from '../../shared/contract/checked.ts'
import { fieldErrorBody, inWords } from '../../shared/contract/field-errors.ts'
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

/** The errors that bodies of the API can get. */
const errors = operations.flatMap(({ body }) =>
  body
    ? [
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
        .flatMap((value) => checked(body, value).errors ?? [])
    : [],
)

test('a field error is a code with its values, and a sentence in each language', () => {
  expect(new Set(errors.map(({ code }) => code)).size).toBeGreaterThan(15)
  for (const error of errors) {
    expect(fieldErrorBody.parse(JSON.parse(JSON.stringify(error)))).toEqual(error)
    const sentences = [english, german].map((words) => inWords(words, 'Name', error))
    for (const sentence of [error.message, ...sentences])
      expect(sentence).not.toMatch(/undefined|null|NaN|\[object/)
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/su)
    expect(sentences[0]).not.toBe(sentences[1])
  }
})

test("a code that the pages don't know is shown in the API's words", () => {
  const newer = fieldErrorBody.parse({ path: 'name', code: 'too_blue', message: 'is too blue' })
  expect(inWords(german, 'Name', newer)).toBe('Name is too blue.')
})

test.each([
  [null, ['de-AT', 'en'], 'de'],
  [null, ['fr-FR', 'de'], 'de'],
  [null, ['fr-FR'], 'en'],
  [null, ['en-US@posix'], 'en'],
  ['de', ['en-US'], 'de'],
  ['xx', ['de'], 'de'],
] as const)('chosen %s, spoken %j: %s', (chosen, spoken, language) => {
  expect(preferredLanguage(undefined, chosen, spoken)).toBe(language)
})
