/**
 * The codes in emails, for people who can't use the link: `7K3QF-9XW2M`. Derived by MAC from the signing key and the
 * email's nonce, so nothing stored is enough to make one. 50 bits, in Crockford's base 32, which has no letters that
 * look like digits.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { SigningKeys } from './token.ts'

/** What a code stands for: one email to one address. */
export type CodeSubject =
  | {
      readonly kind: 'personal' | 'join'
      readonly accountId: string
      readonly userId: string
      readonly nonce: string
    }
  | { readonly kind: 'address'; readonly signInId: string; readonly nonce: string }

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 10

const subjectText = (subject: CodeSubject): string =>
  subject.kind === 'address'
    ? ['code', subject.kind, subject.signInId, subject.nonce].join('\n')
    : ['code', subject.kind, subject.accountId, subject.userId, subject.nonce].join('\n')

const characters = (subject: CodeSubject, secret: string): string =>
  [...createHmac('sha256', secret).update(subjectText(subject)).digest().subarray(0, length)]
    .map((byte) => alphabet[byte % alphabet.length])
    .join('')

/** As shown in the email. */
export const codeOf = (subject: CodeSubject, { current }: SigningKeys): string =>
  characters(subject, current.secret).replace(/.{5}(?=.)/g, '$&-')

/** The typed code as Crockford's base 32 reads it: case, dashes and blanks don't count, O is 0, I and L are 1. */
const typedCode = (text: string): string =>
  text
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-Z]/g, '')

/** Whether the typed text is the code for this, under either key. */
export const isCode = (text: string, subject: CodeSubject, { current, previous }: SigningKeys): boolean => {
  const typed = Buffer.from(typedCode(text))
  return [current, previous].some((key) => {
    if (key === undefined) return false
    const right = Buffer.from(characters(subject, key.secret))
    return typed.length === right.length && timingSafeEqual(typed, right)
  })
}
