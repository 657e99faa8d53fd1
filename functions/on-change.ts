/** Writes the audit trail from the table's stream, so that it is complete whatever code wrote. */
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { logError } from '../shared/http/log.ts'
import { auditEventOf } from '../shared/model/audit.ts'
import { imageOf, keepEvent } from '../shared/store/audit.ts'
import { accountIdOfPartition } from '../shared/store/keys.ts'

export const handler = async ({ Records }: DynamoDBStreamEvent) => {
  const failed = await Promise.all(Records.map(keep))
  return {
    batchItemFailures: failed.flatMap((itemIdentifier) => (itemIdentifier ? [{ itemIdentifier }] : [])),
  }
}

/** The sequence number of a record whose event could not be kept. It is part of the event's id: a repeat is the same event. */
const keep = async ({ dynamodb }: DynamoDBRecord): Promise<string | undefined> => {
  const sequence = dynamodb?.SequenceNumber ?? ''
  const recorded = new Date((dynamodb?.ApproximateCreationDateTime ?? 0) * 1_000).toISOString()
  const event = auditEventOf(imageOf(dynamodb?.OldImage), imageOf(dynamodb?.NewImage), recorded)
  if (!event) return undefined
  try {
    const accountId = accountIdOfPartition(dynamodb?.Keys?.pk?.S ?? '')
    await keepEvent(accountId, { eventId: `${event.at}#${sequence}`, ...event })
    return undefined
  } catch (error) {
    logError(error, { operation: 'onChange' })
    return sequence
  }
}
