/** The keys that sign tokens, from Secrets Manager: read every few minutes, and when a token names an unknown key. */
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import * as z from 'zod/mini'
import { Problem } from '../problem.ts'
import { setting } from '../settings.ts'
import { type CodeSubject, codeOf, isCode } from './code.ts'
import {
  type InvitationToken,
  keyIdOf,
  type MailsToken,
  type SigningKeys,
  signedToken,
  type Token,
  verifiedToken,
} from './token.ts'

const secrets = new SecretsManagerClient({
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000 },
})

const secretValue = z.object({
  currentId: z.string(),
  current: z.string(),
  previousId: z.optional(z.string()),
  previous: z.optional(z.string()),
})

/** A token with an unknown key makes an instance read the secret again, at most this often. */
const secondsBetweenReads = 30

/** How long keys are used before they're read again: the longest that a leaked key, once dropped, stays valid. */
const minutesKept = 5

/**
 * Before signing a link for a page, an instance reads the secret again after this long, so that it doesn't sign with a
 * dropped key.
 */
export const secondsToSign = 5

type Read = { readonly keys: Promise<SigningKeys>; readonly readAt: Date }
let kept: Read | undefined

const readKeys = async (): Promise<SigningKeys> => {
  const { SecretString = '' } = await secrets.send(
    new GetSecretValueCommand({ SecretId: setting('TOKEN_KEY_SECRET') }),
  )
  const { currentId, current, previousId, previous } = secretValue.parse(JSON.parse(SecretString))
  return {
    current: { id: currentId, secret: current },
    ...(previousId && previous ? { previous: { id: previousId, secret: previous } } : {}),
  }
}

const readAgain = (now: Date): Promise<SigningKeys> => {
  const before = kept
  const read = { keys: readKeys(), readAt: now }
  kept = read
  read.keys.catch(() => {
    if (kept === read) kept = before
  })
  return read.keys
}

const isOlder = ({ readAt }: Read, now: Date, seconds: number): boolean =>
  now.getTime() - readAt.getTime() >= seconds * 1_000

/** The current keys or, if they can't be read right now, the last known ones. */
const keysNow = async (now: Date, secondsKept = minutesKept * 60): Promise<SigningKeys> => {
  const before = kept
  if (before && !isOlder(before, now, secondsKept)) return before.keys
  try {
    return await readAgain(now)
  } catch (error) {
    if (!before) throw error
    kept = { keys: before.keys, readAt: now }
    return before.keys
  }
}

const keysFor = (
  keyId: string | undefined,
  keys: SigningKeys,
  now: Date,
): Promise<SigningKeys> | SigningKeys => {
  const known = keyId === keys.current.id || keyId === keys.previous?.id
  return known || (kept && !isOlder(kept, now, secondsBetweenReads)) ? keys : readAgain(now)
}

/** The token as text. */
export const tokenText = async (token: Token, now: Date): Promise<string> =>
  signedToken(token, await keysNow(now))

/** The code beside the link in an email. */
export const codeFor = async (subject: CodeSubject, now: Date): Promise<string> =>
  codeOf(subject, await keysNow(now))

/** Whether the typed text is the code for this. If it isn't, the key may have been rotated a moment ago. */
export const isCodeOf = async (text: string, subject: CodeSubject, now: Date): Promise<boolean> => {
  const keys = await keysNow(now)
  return isCode(text, subject, keys) || isCode(text, subject, await keysFor(undefined, keys, now))
}
const urlOf = (token: Token, keys: SigningKeys): string =>
  `${setting('PORTAL_URL')}/join#${signedToken(token, keys)}`

/** The URL of an invitation. The token is in the fragment, which never reaches a server. */
export const invitationUrl = async (token: Token, now: Date): Promise<string> =>
  urlOf(token, await keysNow(now, secondsToSign))

export type Signer = {
  readonly urlOf: (token: Token) => string
  readonly tokenOf: (token: Token) => string
  /** The code beside the link in an email. */
  readonly codeOf: (subject: CodeSubject) => string
}

/**
 * Signs the links in an email, with the current key. Throws if the secret can't be read: an email can wait, and one
 * signed with a dropped key is useless.
 */
export const currentSigner = async (now: Date): Promise<Signer> => {
  const keys = await readAgain(now)
  return {
    urlOf: (token) => urlOf(token, keys),
    tokenOf: (token) => signedToken(token, keys),
    codeOf: (subject) => codeOf(subject, keys),
  }
}

const readAny = async (text: string, now: Date): Promise<Token | undefined> =>
  verifiedToken(text, await keysFor(keyIdOf(text), await keysNow(now), now))

/** What an invitation's token contains. Throws 404 `unknown_token` if Usher never signed it. */
export const readToken = async (text: string, now: Date): Promise<InvitationToken> => {
  const token = await readAny(text, now)
  if (!token || token.kind === 'mails') throw new Problem('unknown_token')
  return token
}

/** What the token in an email's own link contains. Throws 404 `unknown_token` if Usher never signed it. */
export const readMailsToken = async (text: string, now: Date): Promise<MailsToken> => {
  const token = await readAny(text, now)
  if (token?.kind !== 'mails') throw new Problem('unknown_token')
  return token
}
