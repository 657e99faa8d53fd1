/**
 * The typed client, derived from the contract: a method for each operation, and errors as values, distinguished by
 * `code`.
 *
 *     const usher = usherClient({ baseUrl: 'https://users.example.com', token: () => idToken })
 *     const invited = await usher.inviteUser({ accountId, body: { email, name, roleIds: ['member'] } })
 *     if (invited.ok) console.log(invited.value.userId)
 *     else if (invited.problem.code === 'user_exists') console.log(invited.problem.userId)
 */
import type * as z from 'zod/mini'
import type { Operation, PathParameter, Schema } from '../contract/operation.ts'
import { operationsById } from '../contract/operations.ts'
import { type ProblemCode, problemBody } from '../contract/problems.ts'

type Operations = typeof operationsById

type Part<O, Name extends 'query' | 'body'> = O extends { readonly [N in Name]: infer S extends Schema }
  ? Name extends 'query'
    ? { readonly query?: z.input<S> }
    : { readonly [N in Name]: z.input<S> }
  : unknown

/** An operation's input: its path's parameters by name, and `query` and `body` as in the contract. */
export type Input<O extends Operation> = { readonly [Name in PathParameter<O['path']>]: string } & Part<
  O,
  'query'
> &
  Part<O, 'body'>

export type Output<O extends Operation> = z.output<O['answers'][keyof O['answers']] & Schema>

/**
 * A refusal. The code is `unreachable` if no answer came, and `unknown` if the answer isn't the API's. The gateway's
 * own refusals have another format, and get the code with the same meaning. `read_only` comes from a
 * client that only reads, before any request.
 */
export type ClientProblem =
  | z.output<typeof problemBody>
  | {
      readonly code: ProblemCode | 'unreachable' | 'unknown' | 'read_only'
      readonly status: number
      readonly detail: string
    }

type Result<O extends Operation> =
  | { readonly ok: true; readonly status: number; readonly value: Output<O> }
  | { readonly ok: false; readonly problem: ClientProblem & { readonly userId?: string | undefined } }

export type UsherClient = {
  readonly [Id in keyof Operations]: (input: Input<Operations[Id]>) => Promise<Result<Operations[Id]>>
}

type Options = {
  /** The address of the portal and the API; the page's own origin by default. */
  readonly baseUrl?: string
  /** The ID token of the person who is signed in; none for public operations. */
  readonly token?: () => string | undefined | Promise<string | undefined>
  /** Refuses to change anything, before a request is made. */
  readonly readOnly?: boolean
  /** `fetch` by default. */
  readonly send?: typeof fetch
  /** Waits this many milliseconds; replaced in tests. */
  readonly wait?: (milliseconds: number) => Promise<void>
}

/** Attempts at a request that's safe to repeat, or that the API refuses for the moment. */
const attempts = 4
const longestWait = 5_000

/** A client of the API. Its methods never throw, whatever the API answers and even if it doesn't. */
export const usherClient = (options: Options = {}): UsherClient => {
  const methods: object = Object.fromEntries(
    Object.entries<Operation>(operationsById).map(([id, operation]) => [
      id,
      (input: AnyInput = {}) => attempt(operation, input, { ...options, key: crypto.randomUUID() }, 1),
    ]),
  )
  // One for each operation; the compiler can't follow the type from the list to its entries.
  return methods as UsherClient
}

type AnyInput = { readonly query?: object; readonly body?: unknown } & Readonly<Record<string, unknown>>

/** What all attempts at one request share, so that the API recognizes them as one. */
type Keyed = { readonly key: string }

const attempt = async (
  operation: Operation,
  input: AnyInput,
  options: Options & Keyed,
  count: number,
): Promise<Result<Operation>> => {
  const { send = fetch, wait = sleep, readOnly = false } = options
  if (readOnly && !isReading(operation))
    return { ok: false, problem: { code: 'read_only', status: 0, detail: 'This client only reads' } }
  const again = async (milliseconds: number) => {
    await wait(Math.min(milliseconds, longestWait))
    return attempt(operation, input, options, count + 1)
  }
  const repeatable = operation.method !== 'POST' || operation.idempotencyKey === true
  let response: Response
  try {
    response = await send(
      urlOf(operation, input, options.baseUrl ?? ''),
      await requestOf(operation, input, options),
    )
  } catch {
    if (repeatable && count < attempts) return again(200 * 2 ** count)
    return { ok: false, problem: { code: 'unreachable', status: 0, detail: 'The service did not answer' } }
  }
  const body: unknown = await response.json().catch(() => undefined)
  if (response.ok) {
    const answer = operation.answers[response.status]?.safeParse(body)
    return answer?.success
      ? { ok: true, status: response.status, value: answer.data }
      : { ok: false, problem: unknownProblem(response.status) }
  }
  // A 429 says that nothing was done; a 503 doesn't. A wait longer than `longestWait` is left for a person to decide.
  const passing = response.status === 429 || (response.status === 503 && repeatable)
  const milliseconds = 1_000 * Number(response.headers.get('retry-after') ?? 1)
  if (passing && count < attempts && milliseconds <= longestWait) return again(milliseconds)
  // The first attempt removed it, and only its answer was lost.
  if (operation.method === 'DELETE' && response.status === 404 && count > 1)
    return { ok: true, status: 204, value: undefined }
  const problem = problemBody.safeParse(body)
  return { ok: false, problem: problem.success ? problem.data : unknownProblem(response.status) }
}

/** What needs no more than a right to read changes nothing, whatever its method. */
const isReading = ({ method, access }: Operation): boolean => method === 'GET' || access.endsWith(':read')

const codesOfGateway: Readonly<Record<number, ProblemCode>> = {
  401: 'not_signed_in',
  413: 'body_too_large',
  429: 'too_many_requests',
  503: 'unavailable',
}

const unknownProblem = (status: number): ClientProblem => ({
  code: codesOfGateway[status] ?? 'unknown',
  status,
  detail: `The service answered ${status}`,
})

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resume) => setTimeout(resume, milliseconds))

const urlOf = ({ path }: Operation, input: AnyInput, baseUrl: string): string => {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(input[name])))
  const query = Object.entries(input.query ?? {}).filter(([, value]) => value !== undefined)
  const search = new URLSearchParams(query.map(([name, value]) => [name, String(value)]))
  return `${baseUrl}${filled}${query.length > 0 ? `?${search}` : ''}`
}

const requestOf = async (
  { method, access, idempotencyKey }: Operation,
  { body }: AnyInput,
  { token, key }: Options & Keyed,
): Promise<RequestInit> => {
  const bearer = access === 'public' ? undefined : await token?.()
  return {
    method,
    headers: {
      accept: 'application/json, application/problem+json',
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(idempotencyKey ? { 'idempotency-key': key } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }
}
