/**
 * Phone numbers without a country code, through libphonenumber. It's large, so pages load this only when somebody
 * enters one.
 */
import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  getExampleNumber,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min'
import examples from 'libphonenumber-js/mobile/examples'
import { internationalNumber } from '../contract/phone-number.ts'

export type { CountryCode }

/** The country in the reader's own language settings: `DE` for `de`, `GB` for `en-GB`. */
export const readersCountry = (): CountryCode =>
  navigator.languages.map(regionOf).find((region) => isSupportedCountry(region)) ?? 'US'

/** Empty for an invalid tag: browsers pass on whatever the system calls its language. */
const regionOf = (tag: string): string => {
  try {
    return new Intl.Locale(tag).maximize().region ?? ''
  } catch {
    return ''
  }
}

/** All countries with their names and calling codes, sorted by name. */
export const countries = (language: string): readonly { value: CountryCode; label: string }[] => {
  const names = new Intl.DisplayNames([language], { type: 'region' })
  return getCountries()
    .map((value) => ({ value, label: `${names.of(value) ?? value} +${getCountryCallingCode(value)}` }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language))
}

export const countryNamed = (text: string): CountryCode | undefined =>
  isSupportedCountry(text) ? text : undefined

/** The country of a number in E.164. */
export const countryOf = (number: string): CountryCode | undefined =>
  parsePhoneNumberFromString(number)?.country

export const exampleOf = (country: CountryCode): string =>
  getExampleNumber(country, examples)?.formatNational() ?? ''

/**
 * E.164 for a number with its country, as the API reads it, or for a number in this country; the text itself if it's
 * neither.
 */
export const toE164 = (text: string, country: CountryCode = readersCountry()): string => {
  const international = internationalNumber(text)
  if (international.startsWith('+')) return international
  const number = parsePhoneNumberFromString(text.normalize('NFKC'), country)
  return number?.isPossible() ? number.number : text
}
