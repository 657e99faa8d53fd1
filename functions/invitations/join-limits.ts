/**
 * How often people may ask without having proved anything. Counted by address and by the network that asks, so that one
 * stranger shuts nothing for others.
 */
import { createHash } from 'node:crypto'
import { userIdOf } from '../users/user.ts'
import type { LinkToken } from './token.ts'

const minute = 60
const hour = 3_600
const day = 86_400

/** Requests by one invite link from one network: a lecture hall behind one address gets in, a flood does not. */
export const linkLimit = ({ accountId, linkId, linkVersion }: LinkToken, source: string) => ({
  of: `LINK#${accountId}#${linkId === undefined ? '' : `${linkId}#`}${linkVersion}#${source}`,
  most: 200,
  seconds: hour,
})

/**
 * How often asking for an address sends it a mail: once in ten minutes from one network. Whoever else typed the address
 * keeps nobody from asking for themselves; `mailsOfRequest` says how often that can be.
 */
export const addressLimit = (accountId: string, email: string, source: string) => ({
  of: `ADDRESS#${accountId}#${userIdOf(accountId, email)}#${source}`,
  most: 1,
  seconds: 10 * minute,
})

/** A hash of an address in no account, for counting. */
const hashOf = (email: string): string => createHash('sha256').update(email).digest('base64url').slice(0, 22)

/**
 * Tries of a code for an address: ten an hour from one network, and a hundred from all. At 50 bits a month of guessing at the
 * second finds one of a hundred open invitations with a chance of less than 1 in 10^8.
 */
export const codeLimits = (email: string, source: string) => [
  { of: `CODE#${hashOf(email)}#${source}`, most: 10, seconds: hour },
  { of: `CODE#${hashOf(email)}`, most: 100, seconds: hour },
]

/** Invitations that one network declines without a sign-in; whoever does it has the token of each. */
export const declineLimit = (source: string) => ({ of: `DECLINE#${source}`, most: 200, seconds: hour })

/** Times that one network asks for new invitations, of whatever kind. */
export const askLimit = (source: string) => ({ of: `ASK#${source}`, most: 50, seconds: day })
