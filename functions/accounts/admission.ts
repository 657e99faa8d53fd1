/** Whom an account admits: addresses at its domains, and as many people as it has seats. */

import { Problem } from '../problem.ts'
import type { Account } from './account.ts'

type Resting = Pick<Account, 'suspendedAt' | 'deletedAt'>

/** Whether nobody gets in and no emails are sent: an operator has suspended the account, or it has been deleted. */
export const isResting = ({ suspendedAt, deletedAt }: Resting): boolean =>
  suspendedAt !== undefined || deletedAt !== undefined

/** Throws 403 `account_suspended` if the account is suspended, or deleted and not erased yet. */
export const requireOpen = (account: Resting): void => {
  if (isResting(account)) throw new Problem('account_suspended', 'Contact whoever runs this service')
}

/** Throws 403 `address_not_allowed` for an address outside these domains, if there are any. */
export const requireDomain = (domains: readonly string[] = [], email: string): void => {
  if (domains.length > 0 && !domains.includes(email.slice(email.lastIndexOf('@') + 1)))
    throw new Problem('address_not_allowed', `Only addresses of ${domains.join(', ')} may join`)
}

/** Somebody who wants to join, and may have a reserved seat. */
type Joining = { readonly seat?: boolean | undefined }

/** Throws 409 `account_full` if no seat is free. A reserved seat is valid unless more seats are taken than exist. */
export const requireSeat = ({ seatLimit, seatsTaken }: Account, { seat = false }: Joining = {}): void => {
  if (seatLimit !== undefined && seatsTaken + Number(!seat) > seatLimit) throw new Problem('account_full')
}

/** Throws whatever keeps somebody with this address from becoming an active user of the account. */
export const requireAdmission = (account: Account, joining: Joining & { readonly email: string }): void => {
  requireDomain(account.allowedDomains, joining.email)
  requireSeat(account, joining)
}
