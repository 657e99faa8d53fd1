/** The people in the invite box: one chip per typed or pasted person, with what's wrong with it. */
import { addressFault } from '../../../shared/client/written-address.ts'
import { normalizedAddress } from '../../../shared/contract/address.ts'
import type { FieldFault } from '../../../shared/contract/field-errors.ts'
import { nameFromAddress } from '../../../shared/contract/person-name.ts'
import { pastedPeople } from './pasted-people.ts'

export type DraftPerson = {
  /** The normalized address, or the text that was entered if it isn't one. */
  readonly email: string
  readonly name: string
  readonly externalId?: string | undefined
  /** Why the API, or the contract before it, refused the person: a sentence. */
  readonly refused?: string | undefined
}

/** The most people in one box, because more would be hard to review there. Files have their own page. */
export const mostPeople = 200

export type Added = {
  readonly people: readonly DraftPerson[]
  /** Lines without an address. */
  readonly aside: readonly string[]
  /** How many didn't fit into the box. */
  readonly left: number
}

/** The people, plus those in a text. A malformed address becomes a chip as well, to be corrected. */
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

/** The people with one of them corrected. If that makes a duplicate, it's dropped. */
export const withChange = (
  people: readonly DraftPerson[],
  email: string,
  { externalId, ...change }: Pick<DraftPerson, 'email' | 'name' | 'externalId'>,
): readonly DraftPerson[] => {
  const address = normalizedAddress(change.email) ?? change.email.trim()
  const name = change.name.trim() || (faultOf(address) ? '' : nameFromAddress(address))
  return people.flatMap((person) =>
    person.email === email
      ? { email: address, name, ...(externalId?.trim() && { externalId: externalId.trim() }) }
      : person.email === address
        ? []
        : person,
  )
}

/** What's wrong with an address; undefined if nothing is. */
export const faultOf = (email: string): FieldFault | undefined =>
  normalizedAddress(email) === undefined ? addressFault(email) : undefined

/** The text that would be parsed as this person again. */
export const textOf = ({ email, name }: DraftPerson): string =>
  name === '' || name === nameFromAddress(email) ? email : `${name} <${email}>`
