/** Which mailbox an address means, for limits and blocks that hold over all accounts and outlive the people in them. */
import { createHash } from 'node:crypto'

/** Gmail reads an address with and without dots, and under two domains, as one. */
const gmail: readonly string[] = ['gmail.com', 'googlemail.com']

/**
 * The id of the mailbox of a normalised address: 22 characters of a SHA-256, so that no address is stored. What follows a
 * plus sign names no other mailbox (RFC 5233), else one mailbox could be flooded under many names.
 */
export const mailboxIdOf = (address: string): string =>
  createHash('sha256').update(mailboxOf(address)).digest('base64url').slice(0, 22)

const mailboxOf = (address: string): string => {
  const at = address.lastIndexOf('@')
  const [local = ''] = address.slice(0, at).toLowerCase().split('+')
  const domain = address.slice(at + 1).toLowerCase()
  return gmail.includes(domain) ? `${local.replaceAll('.', '')}@gmail.com` : `${local}@${domain}`
}
