/** What the template says about an event source mapping, and what its function answers. */
import * as z from 'zod/mini'

export const mappingProperties = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.number(),
  ParallelizationFactor: z._default(z.number(), 1),
  BisectBatchOnFunctionError: z._default(z.boolean(), false),
  MaximumRetryAttempts: z._default(z.number(), 100),
  /** Queues have their own limits, so they don't set this. */
  MaximumRecordAgeInSeconds: z._default(z.number(), Number.POSITIVE_INFINITY),
  FilterCriteria: z.optional(z.object({ Filters: z.array(z.object({ Pattern: z.string() })) })),
  DestinationConfig: z.optional(z.object({ OnFailure: z.object({ Destination: z.string() }) })),
  ScalingConfig: z.optional(z.object({ MaximumConcurrency: z.number() })),
})
export type Mapping = z.output<typeof mappingProperties>

/** `{ batchItemFailures: [{ itemIdentifier }] }`, which every mapping here requests. */
export const partialFailures = z._default(
  z.object({ batchItemFailures: z._default(z.array(z.object({ itemIdentifier: z.string() })), []) }),
  { batchItemFailures: [] },
)
