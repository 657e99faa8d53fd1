/**
 * Invites the people in a file, batch by batch. Importing the same file again invites only those still missing.
 *
 *     const end = await importPeople({ usher, accountId, lines, signal, took: (results) => show(results) })
 *     if (end.end === 'failed') console.log(end.problem.code)
 */

import type { FieldError } from '../contract/field-errors.ts'
import { largestBody } from '../contract/operation.ts'
import type { BulkResult, NewUser } from '../contract/pending-users.ts'
import type { ClientProblem, UsherClient } from './client.ts'

/** What became of a line. */
export type Outcome =
  | { readonly outcome: 'invited'; readonly invitationUrl?: string | undefined }
  | { readonly outcome: 'there'; readonly userStatus?: BulkResult['userStatus'] }
  | { readonly outcome: 'refused'; readonly code: string; readonly errors: readonly FieldError[] }

/** Lines and what became of each. */
export type Outcomes = ReadonlyMap<number, Outcome>

/** How a run ended. `failed` doesn't concern a particular line: the remaining ones can continue later. */
export type ImportEnd =
  | { readonly end: 'done' | 'stopped' }
  | { readonly end: 'failed'; readonly problem: ClientProblem }

type Line = { readonly line: number; readonly person: NewUser }

type Import = {
  readonly usher: Pick<UsherClient, 'inviteUsers'>
  readonly accountId: string
  readonly lines: readonly Line[]
  /** Stops after the current batch. */
  readonly signal: AbortSignal
  /** Called after each batch. */
  readonly took: (results: Outcomes) => void
  /** Called before waiting for a service that's busy or unavailable. */
  readonly waiting?: (problem: ClientProblem) => void
  /** Waits this many milliseconds, or until the signal aborts; replaced in tests. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

/** The API's own limit. */
const mostRows = 100
/** Room for what is around the rows. */
const mostBytes = largestBody - 16 * 1_024

/**
 * The waits in milliseconds, one after the other, for a service that's busy or unavailable; after that, a person has to
 * continue.
 */
const waits = [2_000, 8_000, 20_000]

/** Nothing was done, but a retry may succeed. */
const passing: readonly string[] = ['too_many_requests', 'unavailable', 'unreachable']

/** For rows that failed in a request that succeeded. */
const busy: ClientProblem = { code: 'unavailable', status: 503, detail: 'Some rows failed for a moment' }

/** Invites the people in the lines, in order. Doesn't throw, whatever the API answers. */
export const importPeople = async ({ lines, ...rest }: Import): Promise<ImportEnd> => {
  for (const batch of batches(lines)) {
    if (rest.signal.aborted) return { end: 'stopped' }
    const end = await importBatch(batch, rest, waits)
    if (end) return end
  }
  return { end: 'done' }
}

/** What ends the import; undefined if the batch is done. */
const importBatch = async (
  batch: readonly Line[],
  options: Omit<Import, 'lines'>,
  [pause, ...pauses]: readonly number[],
): Promise<ImportEnd | undefined> => {
  const { usher, accountId, signal, took, waiting, wait = sleep } = options
  const users = batch.map(({ person }) => person)
  const answer = await usher.inviteUsers({ accountId, body: { users } })
  if (!answer.ok && !passing.includes(answer.problem.code)) return { end: 'failed', problem: answer.problem }
  const results = answer.ok ? answer.value.results : []
  const done = batch.flatMap(({ line }, index) => {
    const result = results[index]
    const outcome = result && outcomeOf(result)
    return outcome ? [[line, outcome] as const] : []
  })
  if (done.length > 0) took(new Map(done))
  const taken = new Set(done.map(([line]) => line))
  const left = batch.filter(({ line }) => !taken.has(line))
  if (left.length === 0) return undefined
  const problem = answer.ok ? busy : answer.problem
  if (pause === undefined) return { end: 'failed', problem }
  waiting?.(problem)
  await wait(pause, signal)
  return signal.aborted ? { end: 'stopped' } : importBatch(left, options, pauses)
}

/** Undefined for a row that's worth retrying. */
const outcomeOf = ({ outcome, code = '', ...result }: BulkResult): Outcome | undefined => {
  if (outcome === 'invited') return { outcome, invitationUrl: result.invitationUrl }
  if (code === 'user_exists') return { outcome: 'there', userStatus: result.userStatus }
  return passing.includes(code) ? undefined : { outcome, code, errors: result.errors ?? [] }
}

function* batches(lines: readonly Line[]): Generator<readonly Line[]> {
  const encoder = new TextEncoder()
  let batch: Line[] = []
  let bytes = 0
  for (const line of lines) {
    const size = encoder.encode(JSON.stringify(line.person)).length + 1
    if (batch.length === mostRows || bytes + size > mostBytes) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(line)
    bytes += size
  }
  if (batch.length > 0) yield batch
}

const sleep = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resume) => {
    const timer = setTimeout(resume, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resume()
    })
  })
