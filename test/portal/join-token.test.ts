import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tokenIn } from '../../portal/join/token.ts'

const origin = 'https://users.example.com'
const at = (path: string) => {
  const { hash, pathname, search } = new URL(path, origin)
  return tokenIn({ hash, pathname, search })
}

const part = (minLength: number, maxLength = minLength) =>
  fc.string({
    unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-'),
    minLength,
    maxLength,
  })
const accountId = part(8, 40).map((text) => `acc_${text}`)
const userId = part(22).map((text) => `usr_${text}`)
const anyToken = fc.oneof(
  fc
    .tuple(accountId, userId, fc.oneof(userId, fc.constant('')), part(22), part(43))
    .map(([account, user, inviter, nonce, mac]) => `p.1.${account}.${user}.${inviter}.${nonce}.${mac}`),
  fc
    .tuple(accountId, userId, part(22), part(43))
    .map(([account, user, nonce, mac]) => `j.12.${account}.${user}.${nonce}.${mac}`),
  fc
    .tuple(accountId, fc.nat(999), part(43))
    .map(([account, version, mac]) => `l.2.${account}.${version}.${mac}`),
)

const ways: Readonly<Record<string, (token: string) => string>> = {
  'as it was sent': (token) => `/join#${token}`,
  'the # encoded': (token) => `/join%23${token}`,
  'the # encoded twice': (token) => `/join%2523${token}`,
  'a slash before the #': (token) => `/join/#${token}`,
  'a slash before the encoded #': (token) => `/join/%23${token}`,
  'a query before the #': (token) => `/join?utm_source=mail#${token}`,
  'the # encoded in a query': (token) => `/join?utm_source=mail%23${token}`,
  'as a parameter': (token) => `/join?token=${token}&x=1`,
  'everything encoded': (token) => `/join#${encodeURIComponent(encodeURIComponent(`<${token}>`))}`,
  'a stray % in front': (token) => `/join#100%25%${token}%20`,
}

test.each(Object.entries(ways))('the token is read: %s', (_, way) => {
  fc.assert(
    fc.property(anyToken, (token) => {
      expect(at(way(token))).toBe(token)
    }),
  )
})

const rubbish = [
  ...['.', '..', ',', ';', ')', '>', ']', '}', '"', "'", '’', '”', '»', '!', '?', '*', '|'],
  ...[
    '%20',
    '%22',
    '%3E',
    '%C2%A0',
    '&utm_source=mail',
    '?utm=1',
    '/',
    '#top',
    '=',
    '=%0D%0A',
    '%0A',
    ' text',
  ],
]

test('anything before or after a token is ignored', () => {
  fc.assert(
    fc.property(
      anyToken,
      fc.constantFrom(...rubbish),
      fc.constantFrom(...rubbish),
      (token, before, after) => {
        expect(at(`/join#${token}${after}`)).toBe(token)
        expect(at(`/join%23${before}${token}${after}`)).toBe(token)
      },
    ),
  )
})

test('a token split by a soft line break is joined again', () => {
  const breaks = ['=%0D%0A', '=%0A', '%3D%0D%0A', '%20', '%0A', '=', '%E2%80%8B', '%C2%AD']
  fc.assert(
    fc.property(anyToken, fc.nat(), fc.constantFrom(...breaks), (token, place, cut) => {
      const index = 1 + (place % (token.length - 1))
      expect(at(`/join#${token.slice(0, index)}${cut}${token.slice(index)}`)).toBe(token)
    }),
  )
})

test("anything else isn't a token", () => {
  fc.assert(
    fc.property(fc.webFragments(), (text) => {
      expect(at(`/join#${text}`)).toBeUndefined()
    }),
  )
  for (const path of ['/join', '/join/', '/join#', '/join#p.1.acc_12345678', '/join?email=a@example.com'])
    expect(at(path), path).toBeUndefined()
})
