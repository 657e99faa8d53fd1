/**
 * How often people may ask without having proved anything. Counted by address and by the requesting network, so that
 * one stranger can't block others.
 */
import { mostOpenRequests } from '../../shared/contract/domains.ts'
import { digestOf } from '../digest.ts'
import { userIdOf } from '../users/user.ts'
import type { LinkToken } from './token.ts'

const minute = 60
const hour = 3_600
const day = 86_400

/** Requests on one invite link from one network: a lecture hall behind one address gets in, a flood doesn't. */
export const linkLimit = ({ accountId, linkId, linkVersion }: LinkToken, source: string) => ({
  of: `LINK#${accountId}#${linkId === undefined ? '' : `${linkId}#`}${linkVersion}#${source}`,
  most: 200,
  seconds: hour,
})

/**
 * How often an address can be sent an email: once in ten minutes from one network. Others who enter the address don't
 * keep its owner from asking themselves; `mailsOfRequest` limits how often in total.
 */
export const addressLimit = (accountId: string, email: string, source: string) => ({
  of: `ADDRESS#${accountId}#${userIdOf(accountId, email)}#${source}`,
  most: 1,
  seconds: 10 * minute,
})

/**
 * Attempts at a code for an address: ten an hour from one network, and a hundred from all. At 50 bits, a month of
 * guessing at the latter rate finds one of a hundred open invitations with a chance of less than 1 in 10^8.
 */
export const codeLimits = (email: string, source: string) => [
  { of: `CODE#${digestOf(email)}#${source}`, most: 10, seconds: hour },
  { of: `CODE#${digestOf(email)}`, most: 100, seconds: hour },
]

/** New requests by domain of one person, so that many at once don't exceed what they can have open. */
export const requestLimit = (email: string) => ({
  of: `JOINS#${digestOf(email)}`,
  most: mostOpenRequests,
  seconds: day,
})

/** Invitations that one network can decline without a sign-in; whoever declines has each one's token. */
export const declineLimit = (source: string) => ({ of: `DECLINE#${source}`, most: 200, seconds: hour })

/** Requests for new invitations of any kind from one network. */
export const askLimit = (source: string) => ({ of: `ASK#${source}`, most: 50, seconds: day })
