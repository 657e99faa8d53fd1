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

export const millisecondsBetweenPolls = 100
/** Between polls of a stream that nothing has been written to for a while. */
const longestBetweenPolls = 800

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resume) => setTimeout(resume, milliseconds))

/** Tells the readers of a stream that something has been written, so that they needn't ask often while nothing is. */
export class Doorbell {
  #rung = Promise.withResolvers<void>()

  ring(): void {
    this.#rung.resolve()
    this.#rung = Promise.withResolvers()
  }

  /** Resolves at the next ring. */
  get next(): Promise<void> {
    return this.#rung.promise
  }
}

/** After this many polls in a row that found nothing; each waits twice as long as the one before. */
export const millisecondsAfter = (emptyPolls: number): number =>
  Math.min(millisecondsBetweenPolls * 2 ** (emptyPolls - 1), longestBetweenPolls)
