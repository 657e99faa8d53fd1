/** Looks up each domain's record once a day. Runs every hour; what a run doesn't get to, the next one does. */
import type { Context, ScheduledEvent } from 'aws-lambda'
import { logError, logInfo } from '../http/log.ts'
import { Problem } from '../problem.ts'
import { batchesOf } from '../table/batches.ts'
import { byItself, soonerLookup } from './domain.ts'
import { check, putOff } from './stored-check.ts'
import type { Place } from './stored-domains.ts'
import { findDueDomains, lookAgainAt } from './stored-due-domains.ts'

const operation = 'sweepDomains'

/** Domains looked up together. */
const atOnce = 25

/** Milliseconds that are enough for a batch whose name servers don't answer. */
const forTheLastBatch = 20_000

type Sweep = Pick<ScheduledEvent, 'time'>
type Time = Pick<Context, 'getRemainingTimeInMillis'>

export const handler = async ({ time }: Sweep, context: Time): Promise<void> => {
  const now = new Date(time)
  const due = await findDueDomains(now)
  for (const batch of batchesOf(due, atOnce))
    if (context.getRemainingTimeInMillis() > forTheLastBatch)
      await Promise.all(batch.map((place) => sweep(place, now)))
  logInfo({ operation, due: due.length })
}

const sweep = async (place: Place, now: Date): Promise<void> => {
  try {
    if (await check(place, { by: byItself, now })) return
    await lookAgainAt(place, soonerLookup(now))
  } catch (error) {
    const { accountId } = place
    if (!(error instanceof Problem)) logError(error, { operation, accountId })
    else if (error.code === 'domain_taken') await putOff(place, now)
  }
}
