/**
 * Tokens in invitation URLs: a token's contents, and their MAC (HMAC-SHA-256) under the signing key.
 *
 *     p.1.acc_….usr_….usr_….NONCE.MAC    a personal invitation (the third id is the inviter's, or empty)
 *     j.1.acc_….usr_….NONCE.MAC          an email that confirms an address entered at the invite link
 *     l.1.acc_….1.MAC                    the invite link, in its first version
 *     l.1.acc_….1.1767225600.MAC         the same handed out by a guest, whose access ends at this second
 *     s.1.acc_….lnk_….1.MAC              another link of the account, in its first version; with an end as above
 *     m.1.acc_….MAILBOX.NONCE.MAC        lets an email's recipient stop further ones
 *
 * The second part names the key. The table holds no tokens, and nothing to make one from without the key.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

export type PersonalToken = {
  readonly kind: 'personal'
  readonly accountId: string
  readonly userId: string
  /** Empty if the deployment created the invitation. */
  readonly inviterId: string
  readonly nonce: string
}
export type JoinToken = {
  readonly kind: 'join'
  readonly accountId: string
  readonly userId: string
  readonly nonce: string
}
export type LinkToken = {
  readonly kind: 'link'
  readonly accountId: string
  /** Undefined for the account's first link. */
  readonly linkId?: string | undefined
  readonly linkVersion: number
  /**
   * When it expires, and with it the access of people who join with it: the end date of the guest who handed it out.
   */
  readonly accessUntil?: string | undefined
}
/** Identifies a mailbox by its id, and the email that carried the token. */
export type MailsToken = {
  readonly kind: 'mails'
  readonly accountId: string
  readonly mailboxId: string
  readonly nonce: string
}
export type InvitationToken = PersonalToken | JoinToken | LinkToken
export type Token = InvitationToken | MailsToken

type SigningKey = { readonly id: string; readonly secret: string }
/** The current key signs; what the previous key signed is still valid. */
export type SigningKeys = { readonly current: SigningKey; readonly previous?: SigningKey }

const partsOf = (token: Token, keyId: string): readonly string[] => {
  switch (token.kind) {
    case 'personal':
      return ['p', keyId, token.accountId, token.userId, token.inviterId, token.nonce]
    case 'join':
      return ['j', keyId, token.accountId, token.userId, token.nonce]
    case 'link':
      return [
        ...(token.linkId === undefined
          ? ['l', keyId, token.accountId]
          : ['s', keyId, token.accountId, token.linkId]),
        String(token.linkVersion),
        ...secondsOf(token.accessUntil),
      ]
    case 'mails':
      return ['m', keyId, token.accountId, token.mailboxId, token.nonce]
  }
}

/** A whole second, no later than the time itself. */
const secondsOf = (time: string | undefined): string[] =>
  time === undefined ? [] : [String(Math.floor(Date.parse(time) / 1_000))]

const endOf = (seconds: string | undefined) =>
  seconds === undefined ? {} : { accessUntil: new Date(Number(seconds) * 1_000).toISOString() }

const tokenOf = (parts: readonly string[]): Token | undefined => {
  const [kind, , accountId = '', second = '', third = '', fourth = ''] = parts
  if (kind === 'p' && parts.length === 6)
    return { kind: 'personal', accountId, userId: second, inviterId: third, nonce: fourth }
  if (kind === 'j' && parts.length === 5) return { kind: 'join', accountId, userId: second, nonce: third }
  const link = { kind: 'link', accountId } as const
  if (kind === 'l' && parts.length <= 5)
    return { ...link, linkVersion: Number(second), ...endOf(parts.length === 5 ? third : undefined) }
  if (kind === 's' && parts.length <= 6)
    return {
      ...link,
      linkId: second,
      linkVersion: Number(third),
      ...endOf(parts.length === 6 ? fourth : undefined),
    }
  if (kind === 'm' && parts.length === 5) return { kind: 'mails', accountId, mailboxId: second, nonce: third }
  return undefined
}

const mac = (signed: string, key: SigningKey): string =>
  createHmac('sha256', key.secret).update(signed).digest('base64url')

/** Compared as text, because the last character of base64url has spare bits, and two texts must not be one token. */
const same = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

export const signedToken = (token: Token, keys: SigningKeys): string => {
  const signed = partsOf(token, keys.current.id).join('.')
  return `${signed}.${mac(signed, keys.current)}`
}

/** The id of the key that a text claims to be signed with; the text can be anything. */
export const keyIdOf = (text: string): string | undefined => text.split('.')[1]

/** What the token contains; undefined if it was never signed with one of these keys. */
export const verifiedToken = (text: string, keys: SigningKeys): Token | undefined => {
  const end = text.lastIndexOf('.')
  const signed = text.slice(0, Math.max(end, 0))
  const key = [keys.current, keys.previous].find((known) => known?.id === keyIdOf(text))
  if (!key || !same(text.slice(end + 1), mac(signed, key))) return undefined
  return tokenOf(signed.split('.'))
}
