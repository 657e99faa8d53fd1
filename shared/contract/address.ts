/**
 * E-mail addresses: one spelling for each mailbox, so that an address is in an account once.
 *
 *     normalizedAddress(' Jane@BÜCHER.example ') // 'jane@xn--bcher-kva.example'
 */

/** Atoms of RFC 5322, and letters outside ASCII as RFC 6531 allows them; no quoted local parts. */
const localPart = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const domainCharacters = /^[\p{L}\p{M}\p{N}.\-。．｡]+$/u
const asciiDomain = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/

/** RFC 5321 4.5.3.1.1. */
const longestLocalPart = 64

/**
 * The one spelling of an address: no spaces around it, lower case, Unicode NFC, the domain in its ASCII form.
 * Undefined where the text is no address. Only canonically equal characters and cases are folded together:
 * folding look-alikes (NFKC, `ı` to `i`) would let one mailbox sign in as another.
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
  const url = domainCharacters.test(domain) ? URL.parse(`http://${domain}`) : null
  return url && asciiDomain.test(url.hostname) ? url.hostname : undefined
}

/** Whether a mail can go there: SES knows no letters outside ASCII before the `@` (no SMTPUTF8, RFC 6531). */
export const canBeMailed = (address: string): boolean => /^[ -~]*$/.test(address)

/** `j•••@example.com`: enough to recognise one's own address by, too little to learn somebody else's. */
export const maskedAddress = (address: string): string => address.replace(/^(.)[^@]*/u, '$1•••')
