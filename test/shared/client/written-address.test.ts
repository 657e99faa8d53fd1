import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressFault, writtenAddress } from '../../../shared/client/written-address.ts'
import { sentenceOf } from '../../../shared/contract/field-errors.ts'

const around: readonly ((address: string) => string)[] = [
  (address) => `<${address}>`,
  (address) => `mailto:${address}`,
  (address) => `<mailto:${address}?subject=Hi%20there>`,
  (address) => `${address}.`,
  (address) => `${address},`,
  (address) => `${address};`,
  (address) => `'${address}`,
  (address) => `"${address}"`,
  (address) => `\u200b${address.replace('@', '\u200d@\u2060')}\ufeff`,
  (address) => `\u00a0${address}\u00a0`,
  (address) => `＜${address.replace('@', '＠').replace('.com', '．com')}＞；`,
  (address) => `[${address}](mailto:${address})`,
]

test('an address is the same, whatever programs put around it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('ann@example.com', 'o’x@example.com', "o'neil+news@sub.example.com"),
      fc.constantFrom(...around),
      (address, written) => {
        expect(writtenAddress(written(address))?.email).toBe(writtenAddress(address)?.email)
        expect(writtenAddress("o'neil+news@sub.example.com")?.email).toBe("o'neil+news@sub.example.com")
      },
    ),
  )
})

test.each([
  ['Ann Lee <ann@example.com>', 'Ann Lee'],
  ['"Lee, Ann" <ann@example.com>', 'Lee, Ann'],
  ['ann@example.com (Ann Lee)', 'Ann Lee'],
  ['To: Ann Lee <ann@example.com>;', 'Ann Lee'],
  ['2. Ann Lee <ann@example.com>', 'Ann Lee'],
  ['123 <ann@example.com>', ''],
])('%s has a name', (text, name) => expect(writtenAddress(text)).toEqual({ email: 'ann@example.com', name }))

test.each([
  ['', 'is missing'],
  ['nobody', 'must be an email address, like ann@example.com'],
  ['ann@example.com; bob@example.com', 'must be one email address, not several'],
  ['ann lee@example.com', 'must be an email address, which cannot contain a space'],
  ['ann\u00a7@example.com', 'must be an email address, which cannot contain §'],
  ['ann\u0007lee@example.com', 'must be an email address, which cannot contain U+0007'],
  ['ann@example', 'must be an email address, like ann@example.com'],
])("%j has none, and shows what's wrong", (text, fault) => {
  expect(writtenAddress(text)).toBeUndefined()
  expect(sentenceOf(addressFault(text))).toBe(fault)
})
