/** The people in the box that invites: what was typed or pasted, a chip each, and what is wrong with which. */
import { addressFault } from '../../../shared/client/written-address.ts'
import { normalizedAddress } from '../../../shared/contract/address.ts'
import type { FieldFault } from '../../../shared/contract/field-errors.ts'
import { nameFromAddress } from '../../../shared/contract/person-name.ts'
import { pastedPeople } from './pasted-people.ts'

export type DraftPerson = {
  /** One spelling each; what was entered where that is no address. */
  readonly email: string
  readonly name: string
  /** Why the API, or the contract before it, did not take the person: a sentence. */
  readonly refused?: string | undefined
}

/** People in one box, at most: it is no place to look through more. A file has its own page. */
export const mostPeople = 200

export type Added = {
  readonly people: readonly DraftPerson[]
  /** Lines that hold no address. */
  readonly aside: readonly string[]
  /** How many didn't fit into the box. */
  readonly left: number
}

/** The people, and those in a text. What is meant as an address and is none becomes a chip as well, to be corrected. */
export const withText = (people: readonly DraftPerson[], text: string): Added => {
  const { people: found, misread, aside } = pastedPeople(text)
  const wrong = misread.map((email) => ({ email, name: '' }))
  const alone = text.trim()
  const nobody = found.length + wrong.length === 0 && alone !== ''
  const known = new Set(people.map(({ email }) => email))
  const fresh = (nobody ? [{ email: alone, name: '' }] : [...found, ...wrong]).filter(
    ({ email }) => !known.has(email),
  )
  const all = [...people, ...fresh]
  return {
    people: all.slice(0, mostPeople),
    aside: nobody ? [] : aside,
    left: Math.max(0, all.length - mostPeople),
  }
}

/** The people with one of them corrected. Somebody who is there twice then is there once. */
export const withChange = (
  people: readonly DraftPerson[],
  email: string,
  change: Pick<DraftPerson, 'email' | 'name'>,
): readonly DraftPerson[] => {
  const address = normalizedAddress(change.email) ?? change.email.trim()
  const name = change.name.trim() || (faultOf(address) ? '' : nameFromAddress(address))
  return people.flatMap((person) =>
    person.email === email ? { email: address, name } : person.email === address ? [] : person,
  )
}

/** What is wrong with an address; nothing where it is one. */
export const faultOf = (email: string): FieldFault | undefined =>
  normalizedAddress(email) === undefined ? addressFault(email) : undefined

/** The text that reads as this person again. */
export const textOf = ({ email, name }: DraftPerson): string =>
  name === '' || name === nameFromAddress(email) ? email : `${name} <${email}>`
