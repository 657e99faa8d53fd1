/** The accounts that have proved a domain: one that lets people join at once, or several that only take requests. Pure rules. */
import * as z from 'zod/mini'
import { mostSharing } from '../../shared/contract/domains.ts'
import type { DomainRecord } from './domain.ts'

export const claim = z.object({
  accounts: z._default(z.set(z.string()), new Set()),
  /** The one account that lets people join at once. */
  atOnce: z.optional(z.string()),
})
export type Claim = z.output<typeof claim>

export type Hold = 'none' | 'shared' | 'alone'

/** How a domain in this state is to be held. Only a proof claims it, so that nobody can keep it from its owner. */
export const holdFor = ({ state, joining }: Pick<DomainRecord, 'state' | 'joining'>): Hold => {
  if (state !== 'proved') return 'none'
  return joining === 'at-once' ? 'alone' : 'shared'
}

/** How the account holds it. */
export const holdOf = (found: Claim | undefined, accountId: string): Hold => {
  if (found?.atOnce === accountId) return 'alone'
  return found?.accounts.has(accountId) ? 'shared' : 'none'
}

/** Whether other accounts keep this one from holding it so. */
export const isTaken = (found: Claim | undefined, accountId: string, hold: Hold): boolean => {
  if (!found || hold === 'none') return false
  const others = [...found.accounts].filter((one) => one !== accountId).length
  if (hold === 'alone') return others > 0
  return (found.atOnce !== undefined && found.atOnce !== accountId) || others >= mostSharing
}
