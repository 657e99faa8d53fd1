import { expect, test } from 'vitest'
import { message, personName, phone } from '../../../shared/contract/fields.ts'

test.each([
  'Ann',
  'Ann Lee',
  'J. R. Smith',
  "O'Neil",
  '李小龍',
  'محمد',
  'نیم‌فاصله',
  'Łukasz Żółć',
  '𝒜',
  '🙂 Ann',
  'Dr. No',
  'Jean-Luc',
  'Eve Rao, M.Com',
  'R.Dev',
  'Kim B.Sc.',
])('%s is a name', (name) => expect(personName.parse(name)).toBe(name.normalize('NFC')))

test.each([
  '',
  '   ',
  '\u200d',
  'Ann\u202egnp.exe',
  'Ann\nBcc: eve@example.com',
  'Ann\u0000',
  'see www.evil',
  'http://x',
  'evil.com',
  'visit evil-site.net now',
  'WWW.evil',
  'Lost \ufffd',
  'a'.repeat(101),
])('%j is not a name', (name) => expect(personName.safeParse(name).success).toBe(false))

test('lengths count characters, not code units', () => {
  expect(personName.safeParse('🙂'.repeat(100)).success).toBe(true)
  expect(personName.safeParse('🙂'.repeat(101)).success).toBe(false)
})

test('a message may have lines, and no other control characters', () => {
  expect(message.parse('Hi\r\nthere')).toBe('Hi\nthere')
  expect(message.safeParse('Hi\u0007').success).toBe(false)
})

test.each(['+4915112345678', '+12025550123'])('%s is a phone number', (number) =>
  expect(phone.parse(number)).toBe(number),
)
test.each(['015112345678', '+0151', '+49 151', '+491234567890123456', ''])(
  '%j is not a phone number',
  (number) => expect(phone.safeParse(number).success).toBe(false),
)
