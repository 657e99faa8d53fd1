/** Which mailbox an address belongs to, for limits and blocks that span all accounts and outlive the people in them. */
import { digestOf } from '../digest.ts'

/** Gmail ignores dots in an address, and treats two domains as one. */
const gmail: readonly string[] = ['gmail.com', 'googlemail.com']

/**
 * The mailbox id of a normalized address: 22 characters of a SHA-256, so that no address is stored. Anything after a
 * plus sign is ignored (RFC 5233), or one mailbox could be flooded under many names.
 */
export const mailboxIdOf = (address: string): string => digestOf(mailboxOf(address))

const mailboxOf = (address: string): string => {
  const at = address.lastIndexOf('@')
  const [local = ''] = address.slice(0, at).toLowerCase().split('+')
  const domain = address.slice(at + 1).toLowerCase()
  return gmail.includes(domain) ? `${local.replaceAll('.', '')}@gmail.com` : `${local}@${domain}`
}
