/**
 * A name for people of whom only an address or a sign-in is known. One rule for everyone who needs it.
 *
 *     nameFromAddress('ann.lee+news@example.com') // 'Ann Lee'
 */
import { personName } from './fields.ts'

/** The words of the part before the `@`, without a tag; that part itself if it has no letter. Empty without an `@`. */
export const nameFromAddress = (email: string): string => {
  const localPart = email.slice(0, Math.max(email.lastIndexOf('@'), 0))
  const words = localPart
    .replace(/\+.*$/, '')
    .split(/[._-]+/)
    .filter((word) => /\p{L}/u.test(word))
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ') || localPart
}

/** The claims of OpenID Connect Core 5.1 about a person's name. */
export type NamedSignIn = {
  readonly email: string
  readonly name?: string | undefined
  readonly given_name?: string | undefined
  readonly family_name?: string | undefined
}

/**
 * The sign-in's name, if it can be a person's and isn't an address; else given and family name; else the name derived
 * from the address.
 */
export const nameFromSignIn = ({ email, name, given_name = '', family_name = '' }: NamedSignIn): string =>
  [name, `${given_name} ${family_name}`]
    .filter((one) => one !== undefined && !one.includes('@'))
    .map((one) => personName.safeParse(one).data)
    .find((one) => one !== undefined) ?? nameFromAddress(email)
