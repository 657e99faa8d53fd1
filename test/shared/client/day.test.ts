import { expect, test } from 'vitest'
import { readDay } from '../../../shared/client/day.ts'

const endOf = (year: number, month: number, day: number) => ({
  time: new Date(year, month - 1, day, 23, 59, 59, 999).toISOString(),
})

test.each([
  '2026-12-31',
  '2026/12/31',
  '20261231',
  '31.12.2026',
  '31. 12. 2026',
  '31.12.26',
  '31/12/2026',
  '12/31/2026',
  '12-31-2026',
  '31 Dec 2026',
  '31-Dec-2026',
  'Dec 31, 2026',
  'December 31st, 2026',
  'Thursday, December 31, 2026',
  '31. Dezember 2026',
  '2026-12-31 00:00:00',
  '31.12.2026 00:00',
  '１２/３１/２０２６',
])('%s is one day, to its end', (text) => expect(readDay(text)).toEqual(endOf(2026, 12, 31)))

test.each([
  ['2026-12-31T12:00:00+01:00', '2026-12-31T11:00:00.000Z'],
  ['2026-12-31 12:00:00 UTC', '2026-12-31T12:00:00.000Z'],
  ['1798675200', '2026-12-31T00:00:00.000Z'],
  ['1798675200000', '2026-12-31T00:00:00.000Z'],
  ['12/31/2026 5:30 PM', new Date(2026, 11, 31, 17, 30).toISOString()],
  ['31.12.2026, 23:59 Uhr', new Date(2026, 11, 31, 23, 59).toISOString()],
])('%s is a moment', (text, time) => expect(readDay(text)).toEqual({ time }))

test('an ambiguous day is neither', () => {
  expect(readDay('01/02/2027')).toEqual({ wrong: 'many', days: ['2027-02-01', '2027-01-02'] })
  expect(readDay('1-2-2027')).toMatchObject({ wrong: 'many' })
  expect(readDay('05/05/2027')).toEqual(endOf(2027, 5, 5))
})

test.each(['30.02.2027', '31/04/2027', '12/31/26', '26/12/31', '46387', '2027', 'tomorrow', '2026-13-01'])(
  '%s is not a day',
  (text) => expect(readDay(text)).toEqual({ wrong: 'no_day' }),
)

test.each(['', ' ', 'never', 'None', 'unbefristet', '-', 'n/a'])('%j is not an end', (text) =>
  expect(readDay(text)).toEqual({ none: true }),
)
