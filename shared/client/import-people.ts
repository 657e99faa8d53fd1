/**
 * Invites the people of a file, a batch after the other. The same file again invites only who is missing.
 *
 *     const end = await importPeople({ usher, accountId, lines, signal, took: (results) => show(results) })
 *     if (end.end === 'failed') console.log(end.problem.code)
 */
import type { FieldError } from '../contract/field-errors.ts'
import type { BulkResult, NewUser } from '../contract/users.ts'
import type { ClientProblem, UsherClient } from './client.ts'

/** What has become of a line. */
export type Outcome =
  | { readonly outcome: 'invited'; readonly invitationUrl?: string | undefined }
  | { readonly outcome: 'there'; readonly userStatus?: BulkResult['userStatus'] }
  | { readonly outcome: 'refused'; readonly code: string; readonly errors: readonly FieldError[] }

/** Lines and what has become of each. */
export type Outcomes = ReadonlyMap<number, Outcome>

/** How a run ended. `failed` is nothing about a line: what is not done yet can go on later. */
export type ImportEnd =
  | { readonly end: 'done' | 'stopped' }
  | { readonly end: 'failed'; readonly problem: ClientProblem }

type Line = { readonly line: number; readonly person: NewUser }

type Import = {
  readonly usher: Pick<UsherClient, 'inviteUsers'>
  readonly accountId: string
  readonly lines: readonly Line[]
  /** Stops after the batch that is under way. */
  readonly signal: AbortSignal
  /** Called after each batch. */
  readonly took: (results: Outcomes) => void
  /** Called where the service is busy or away, before waiting for it. */
  readonly waiting?: (problem: ClientProblem) => void
  /** Waits so many milliseconds, or until the signal; for tests. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

/** The API's own limits are 100 rows and 256 KiB a request. */
const mostRows = 100
const mostBytes = 240 * 1_024

/** Milliseconds to wait for a service that is busy or away, one after the other; then it is for a person to go on. */
const waits = [2_000, 8_000, 20_000]

/** Nothing was done, and a moment later it may be. */
const passing: readonly string[] = ['too_many_requests', 'unavailable', 'unreachable']

/** For rows that failed in a request that did not. */
const busy: ClientProblem = { code: 'unavailable', status: 503, detail: 'Some rows failed for a moment' }

/** Invites who is in the lines, in order. Throws nothing for what the API answers. */
export const importPeople = async ({ lines, ...rest }: Import): Promise<ImportEnd> => {
  for (const batch of batches(lines)) {
    if (rest.signal.aborted) return { end: 'stopped' }
    const end = await importBatch(batch, rest, waits)
    if (end) return end
  }
  return { end: 'done' }
}

/** What ends the import; nothing where the batch is done. */
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

/** Undefined for a row that may do better a moment later. */
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
