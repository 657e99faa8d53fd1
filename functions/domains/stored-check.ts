/** Looks up a domain's record and stores what that changes. */

import { Problem } from '../problem.ts'
import type { Stamp } from '../table/writes.ts'
import type { DomainRecord } from './domain.ts'
import { checkedDomain, nextLookup, recordName, recordValue } from './domain.ts'
import { isRecordThere } from './look-up.ts'
import { findDomain, type Place, updateDomain } from './stored-domains.ts'
import { lostNotice } from './stored-lost-notice.ts'

/** Has the sweeper look it up again as usual, though nothing could be recorded this time. */
export const putOff = async (place: Place, now: Date): Promise<void> => {
  await updateDomain(place, {
    change: (domain) => ({ ...domain }),
    due: (after) => nextLookup(after, now),
  })
}

/**
 * The domain after the lookup; undefined if the name servers didn't answer, in which case nothing has changed. Throws
 * 404 `domain_not_found`, 409 `domain_taken`.
 */
export const check = async (place: Place, { by, now }: Stamp): Promise<DomainRecord | undefined> => {
  const found = await findDomain(place)
  if (!found) throw new Problem('domain_not_found')
  const isThere = await isRecordThere(recordName(place.domain), recordValue(found))
  if (isThere === undefined) return undefined
  return updateDomain(place, {
    // Somebody may have removed it and added it again, with another record.
    change: (domain) =>
      domain.challenge === found.challenge ? checkedDomain(domain, { isThere, by, now }) : domain,
    due: (after) => nextLookup(after, now),
    along: (before, after) =>
      before.state !== 'lost' && after.state === 'lost' ? [lostNotice(after, now)] : [],
  })
}
