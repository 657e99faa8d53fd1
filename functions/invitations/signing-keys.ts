/** The keys that sign tokens, from Secrets Manager: read every few minutes, and when a token names another. */
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

/** Keys serve for so long without another look: a key that has leaked, and was dropped, is good for no longer. */
const minutesKept = 5

/** Whoever signs a link on a page looks at the secret again after so long: a key that was dropped signs no more by then. */
const secondsToSign = 5

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

/** The keys as they are, or, where they cannot be read right now, as they were. */
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

/** The code that stands in a mail beside its link. */
export const codeFor = async (subject: CodeSubject, now: Date): Promise<string> =>
  codeOf(subject, await keysNow(now))

/** Whether what somebody typed is the code for this. Where it is not, the key may have been changed a moment ago. */
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
  /** The code that stands in a mail beside its link. */
  readonly codeOf: (subject: CodeSubject) => string
}

/**
 * What signs the links of a mail, with the key as it is at this moment. Throws where the secret cannot be read: a mail can
 * wait, and one that was signed with a key that has been dropped is of no use to anybody.
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

/** What the token of an invitation stands for. 404 `unknown_token` where Usher never signed it. */
export const readToken = async (text: string, now: Date): Promise<InvitationToken> => {
  const token = await readAny(text, now)
  if (!token || token.kind === 'mails') throw new Problem('unknown_token')
  return token
}

/** What the token of a mail's own link stands for. 404 `unknown_token` where Usher never signed it. */
export const readMailsToken = async (text: string, now: Date): Promise<MailsToken> => {
  const token = await readAny(text, now)
  if (token?.kind !== 'mails') throw new Problem('unknown_token')
  return token
}
