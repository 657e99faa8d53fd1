/**
 * Email addresses: one spelling per mailbox, so that an address is in an account only once.
 *
 *     normalizedAddress(' Jane@BÜCHER.example ') // 'jane@xn--bcher-kva.example'
 */

/** Atoms of RFC 5322, with letters outside ASCII as RFC 6531 allows; no quoted local parts. */
const localPart = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const domainCharacters = /^[\p{L}\p{M}\p{N}.\-。．｡]+$/u
const asciiDomain = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/

/** RFC 5321 4.5.3.1.1. */
const longestLocalPart = 64

/**
 * The one spelling of an address: no surrounding spaces, lower case, Unicode NFC, the domain in ASCII form. Undefined
 * if the text isn't an address. Only canonically equal characters and letter case are folded: folding look-alikes
 * (NFKC, `ı` to `i`) would let one mailbox sign in as another.
 */
export const normalizedAddress = (text: string): string | undefined => {
  const address = text.trim().normalize('NFC')
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at).toLowerCase().replaceAll('ς', 'σ').normalize('NFC')
  const domain = asciiForm(address.slice(at + 1))
  if (at < 1 || domain === undefined || local.length > longestLocalPart || !localPart.test(local))
    return undefined
  return `${local}@${domain}`
}

const asciiForm = (domain: string): string | undefined => {
  // Nearly every domain is in ASCII form already, and costs no URL.
  const plain = domain.toLowerCase()
  if (asciiDomain.test(plain) && !plain.includes('xn--')) return plain
  const url = domainCharacters.test(domain) ? URL.parse(`http://${domain}`) : null
  return url && asciiDomain.test(url.hostname) ? url.hostname : undefined
}

/**
 * Whether an email can be sent there: SES doesn't support letters outside ASCII before the `@` (no SMTPUTF8, RFC 6531).
 */
export const canBeMailed = (address: string): boolean => /^[ -~]*$/.test(address)

/** `j•••@example.com`: enough to recognize your own address, too little to learn somebody else's. */
export const maskedAddress = (address: string): string => address.replace(/^(.)[^@]*/u, '$1•••')
