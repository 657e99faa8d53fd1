/**
 * Whether the address that a sign-in claims belongs to the person. Checked if the issuer hasn't verified the address.
 */
import * as z from 'zod/mini'
import { mailState } from '../../shared/contract/mail.ts'
import { digestOf } from '../digest.ts'

/** How long a code is valid, in hours. */
const hoursOfCode = 1

export const addressCheck = z.object({
  signInId: z.string(),
  email: z.string(),
  nonce: z.string(),
  requestedAt: z.string(),
  expiresAt: z.string(),
  provedAt: z.optional(z.string()),
  mail: mailState,
})
export type AddressCheck = z.output<typeof addressCheck>

type Claims = { readonly iss?: string | undefined; readonly sub?: string | undefined; readonly email: string }

/** Identifies one person at one issuer with one address: a proof is valid for no other. */
export const signInIdOf = ({ iss = '', sub = '', email }: Claims): string => digestOf(iss, sub, email)

type Asking = Pick<AddressCheck, 'signInId' | 'email' | 'nonce'> & { readonly now: Date }

export const newAddressCheck = ({ now, ...asking }: Asking): AddressCheck => ({
  ...asking,
  requestedAt: now.toISOString(),
  expiresAt: new Date(now.getTime() + hoursOfCode * 3_600_000).toISOString(),
  mail: { state: 'queued', at: now.toISOString() },
})

const hour = 3_600

/** How often a code may be sent: per sign-in, and per address regardless of who claims it. */
export const codeLimits = ({ signInId, email }: Pick<AddressCheck, 'signInId' | 'email'>) => [
  { of: `ADDRESS-CODE#${signInId}`, most: 3, seconds: hour },
  { of: `ADDRESS-CODE#${signInIdOf({ email })}`, most: 10, seconds: hour },
]

/** How often one sign-in may try a code: ten times an hour, against 50 bits. */
export const proofLimit = (signInId: string) => ({ of: `PROOF#${signInId}`, most: 10, seconds: hour })
