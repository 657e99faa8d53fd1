/** Several people out of what somebody pastes: lines or lists of addresses, with names where they stand. */
import { normalizedAddress } from '../../shared/contract/address.ts'

export type Person = { readonly email: string; readonly name: string }

/** `"Lee, Ann" <ann@example.com>`, `Ann Lee <ann@example.com>` or `ann@example.com`. */
const entry = /(?:"([^"]*)"|([^\s,;<>"][^,;<>"\n]*?))?\s*<([^<>\s]+@[^<>\s]+)>|([^\s,;<>"]+@[^\s,;<>"]+)/g

/**
 * The people in a text, each address once. Where no name stands beside an address, its local part gives one:
 * `Ann Lee` for `ann.lee@example.com`.
 */
export const pastedPeople = (text: string): readonly Person[] => {
  const people = new Map<string, Person>()
  for (const [, quoted, plain, bracketed, bare = ''] of text.matchAll(entry)) {
    const email = normalizedAddress(bracketed ?? bare)
    if (email !== undefined && !people.has(email))
      people.set(email, { email, name: (quoted ?? plain)?.trim() || nameFrom(email) })
  }
  return [...people.values()]
}

const nameFrom = (email: string): string =>
  email
    .slice(0, email.indexOf('@'))
    .replace(/\+.*$/, '')
    .split(/[._-]+/)
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
