import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskedAddress, normalizedAddress } from '../../../shared/contract/address.ts'

test.each([
  ['upper and lower case', 'José@Bücher.Example', 'JOSÉ@BÜCHER.EXAMPLE'],
  ['spaces around it', 'ann@example.com', ' \tann@example.com\n '],
  ['Unicode form', 'jos\u00e9@example.com', 'jose\u0301@example.com'],
  ['IDN spelling', 'ann@bücher.example', 'ann@xn--bcher-kva.example'],
  ['Unicode form of the domain', 'ann@b\u00fccher.example', 'ann@bu\u0308cher.example'],
  ['full-width dots of the domain', 'ann@example.com', 'ann@example。com'],
])('an address is the same whatever its %s', (_, one, other) => {
  expect(normalizedAddress(one)).toBeDefined()
  expect(normalizedAddress(other)).toBe(normalizedAddress(one))
})

test.each([
  ['dotless i', 'mıke@example.com', 'mike@example.com'],
  ['ligature', 'ﬁnn@example.com', 'finn@example.com'],
  ['sharp s', 'strauß@example.com', 'strauss@example.com'],
])('addresses that only look alike stay different: %s', (_, one, other) => {
  expect(normalizedAddress(one)).not.toBe(normalizedAddress(other))
})

test.each([
  '',
  '@',
  'ann',
  'ann@',
  '@example.com',
  'ann@localhost',
  'ann@127.0.0.1',
  'ann@[::1]',
  'ann@exa mple.com',
  'an n@example.com',
  'ann@example.com\r\nBcc: eve@example.com',
  'ann@example..com',
  'ann..b@example.com',
  '.ann@example.com',
  'ann@example.com/path',
  'ann@user:pw@example.com?x',
  'ann@example.com#x',
  'ann,eve@example.com',
  'Ann <ann@example.com>',
  `${'a'.repeat(65)}@example.com`,
])('%j is not an address', (text) => {
  expect(normalizedAddress(text)).toBeUndefined()
})

test('normalizing again changes nothing', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.emailAddress(),
        fc.string({ unit: 'grapheme' }).map((local) => `${local}@Example.com`),
      ),
      (text) => {
        const once = normalizedAddress(text)
        if (once !== undefined) expect(normalizedAddress(once)).toBe(once)
      },
    ),
  )
})

test('a masked address shows only its domain and first character', () => {
  expect(maskedAddress('ann.lee@example.com')).toBe('a•••@example.com')
})
