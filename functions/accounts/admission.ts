/** Whom an account lets in at all: addresses of its domains, and as many people as it has seats. */

import { Problem } from '../problem.ts'
import type { Account } from './account.ts'

type Resting = Pick<Account, 'suspendedAt' | 'deletedAt'>

/** Whether nobody gets in and no mail goes out: an operator has suspended the account, or it has been deleted. */
export const isResting = ({ suspendedAt, deletedAt }: Resting): boolean =>
  suspendedAt !== undefined || deletedAt !== undefined

/** Throws 403 `account_suspended` where the account is suspended, or deleted and not erased yet. */
export const requireOpen = (account: Resting): void => {
  if (isResting(account)) throw new Problem('account_suspended', 'Contact whoever runs this service')
}

/** 403 `address_not_allowed` for an address outside these domains, where there are any. */
export const requireDomain = (domains: readonly string[] = [], email: string): void => {
  if (domains.length > 0 && !domains.includes(email.slice(email.lastIndexOf('@') + 1)))
    throw new Problem('address_not_allowed', `Only addresses of ${domains.join(', ')} may join`)
}

/** Somebody who wants to join, and perhaps has a seat that was kept for them. */
type Joining = { readonly seat?: boolean | undefined }

/** 409 `account_full` where no seat is free. A seat that was kept counts unless more are taken than there are. */
export const requireSeat = ({ seats }: Account, { seat = false }: Joining = {}): void => {
  if (seats.limit !== undefined && seats.taken + Number(!seat) > seats.limit)
    throw new Problem('account_full')
}

/** Throws whatever keeps somebody with this address from becoming an active user of the account. */
export const requireAdmission = (account: Account, joining: Joining & { readonly email: string }): void => {
  requireDomain(account.allowedDomains, joining.email)
  requireSeat(account, joining)
}
