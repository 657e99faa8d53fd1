import {
  getCountries,
  getCountryCallingCode,
  getExampleNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min'
import examples from 'libphonenumber-js/mobile/examples'
import { expect, test } from 'vitest'
import { toE164 } from '../../../shared/client/phone-number.ts'
import { phone } from '../../../shared/contract/fields.ts'

test.each([
  ['+49 (0)151 1234-5678', '+4915112345678'],
  ['+49 0151 12345678', '+4915112345678'],
  ['0049 151/12345678', '+4915112345678'],
  ['tel:+49-151-12345678', '+4915112345678'],
  ['＋４９ １５１ １２３４５６７８', '+4915112345678'],
  ['+39 (0)6 12345678', '+390612345678'],
  ['+44 (0) 20 7946 0018', '+442079460018'],
  ['+1 (212) 555-0123', '+12125550123'],
])('%s is %s, in the API, a file and a form', (written, number) => {
  expect(phone.parse(written)).toBe(number)
  expect(toE164(written, 'DE')).toBe(number)
  expect(toE164(written, 'US')).toBe(number)
})

/** Argentina's mobile numbers get a 9 from abroad and lose a 15, which no rule about zeros covers. */
const countries = getCountries().filter((country) => country !== 'AR')

test("every country's numbers are read as libphonenumber reads them, with and without the national prefix", () => {
  for (const country of countries) {
    const example = getExampleNumber(country, examples)
    if (!example) continue
    const code = `+${getCountryCallingCode(country)}`
    const national = example.formatNational()
    const spellings = [
      example.formatInternational(),
      ...(national.startsWith('0') ? [`${code} ${national}`] : []),
    ]
    for (const spelling of spellings)
      expect(phone.parse(spelling), spelling).toBe(parsePhoneNumberFromString(spelling)?.number)
  }
})

test('a number without a country code belongs to the chosen country, and is invalid in the API', () => {
  expect(toE164('0151 12345678', 'DE')).toBe('+4915112345678')
  expect(phone.safeParse('0151 12345678').success).toBe(false)
})
