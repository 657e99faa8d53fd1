/** Whom an account lets in at all: addresses of its domains, and as many people as it has seats. */

import { Problem } from '../problem.ts'
import type { Account } from './account.ts'

/** Throws 403 `account_suspended` where an operator has suspended the account. */
export const requireOpen = ({ suspendedAt }: Account): void => {
  if (suspendedAt !== undefined) throw new Problem('account_suspended', 'Ask whoever runs this service')
}

/** Returns nothing. 403 `address_not_allowed` for an address of another domain than those that are named. */
export const requireDomain = (domains: readonly string[] = [], email: string): void => {
  if (domains.length > 0 && !domains.includes(email.slice(email.lastIndexOf('@') + 1)))
    throw new Problem('address_not_allowed', `Only addresses of ${domains.join(', ')} may join`)
}

/** Seconds to wait before another try; a first count of the seats takes 11 and a little. */
const secondsOfCounting = 5

/** Returns nothing. 503 `seats_counting` while nobody may join or leave. */
export const requireCounted = ({ seats }: Account): void => {
  if (seats?.counting) throw new Problem('seats_counting', undefined, { retryAfter: secondsOfCounting })
}

/** Returns nothing. 409 `account_full` where no seat is free, 503 while they are being counted. */
export const requireSeat = (account: Account): void => {
  requireCounted(account)
  const { seats } = account
  if (seats && seats.taken >= seats.limit) throw new Problem('account_full')
}

/** Returns nothing. Throws what keeps somebody with this address from becoming an active user of the account. */
export const requireAdmission = (account: Account, email: string): void => {
  requireDomain(account.allowedDomains, email)
  requireSeat(account)
}
