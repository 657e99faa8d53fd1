/** Several people out of what somebody pastes: lines or lists of addresses, with names where they stand. */
import { nameFromAddress } from '../../../shared/client/name-from-address.ts'
import { normalizedAddress } from '../../../shared/contract/address.ts'

export type Person = { readonly email: string; readonly name: string }

export type Pasted = {
  readonly people: readonly Person[]
  /** What looks like an address, and is none. */
  readonly misread: readonly string[]
}

/** Every run of characters around an `@`; its lengths are bounded, so that no paste takes long to read. */
const addresses = /[^\s,;<>"]{1,64}@[^\s,;<>"]{1,255}/g

/**
 * The people in a text, each address once: `Ann Lee <ann@example.com>`, `"Lee, Ann" <ann@example.com>`, a name before the
 * address in a cell of its own or before a comma, or the address alone, whose local part then gives a name (`Ann Lee`
 * for `ann.lee@example.com`).
 */
export const pastedPeople = (text: string): Pasted => {
  const people = new Map<string, Person>()
  const misread = new Set<string>()
  let end = 0
  for (const { 0: found, index } of text.matchAll(addresses)) {
    const email = normalizedAddress(found)
    if (email === undefined) misread.add(found)
    else if (!people.has(email))
      people.set(email, { email, name: nameBefore(text.slice(end, index)) || nameFromAddress(email) })
    end = index + found.length
  }
  return { people: [...people.values()], misread: [...misread] }
}

/** The name that stands before an address, in quotes, before its bracket or in the cell before; empty where none does. */
const nameBefore = (text: string): string => {
  const before = text.trimEnd()
  const [cell = '', ...cells] = (text.split('\n').at(-1) ?? '')
    .split(/[,;]/)
    .filter((one) => one.trim() !== '')
  if (/[,;]$/.test(before) && !before.endsWith('"')) return cells.length === 0 ? cell.trim() : ''
  const named = before.endsWith('<') ? before.slice(0, -1).trim() : text.endsWith('\t') ? before : ''
  const name = named.endsWith('"') ? named.split('"').at(-2) : named.split(/[,;<>\n]/).at(-1)
  return name?.trim() ?? ''
}
