/**
 * The doctor's two concepts. A *read* asks AWS or the web one thing, and names the IAM action that it needs. A *check*
 * judges the results of its reads, and does nothing else.
 */
import type { Aws } from './aws.ts'

/** What every read can use. */
export type Look = {
  readonly aws: Aws
  readonly web: typeof fetch
  readonly now: Date
  /** Waits this many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<unknown>
  /** Tells a long-running read that nobody waits for it any more. */
  readonly stopped: AbortSignal
}

export type Ok = { readonly state: 'ok'; readonly is: string }
export type Wrong = { readonly state: 'wrong'; readonly is: string; readonly todo: string }
export type Unseen = {
  readonly state: 'unseen'
  readonly is: string
  readonly todo: string
  /** The IAM action that AWS refused, if that's the reason. */
  readonly action?: string
}
export type Finding = Ok | Wrong | Unseen

export const ok = (is: string): Ok => ({ state: 'ok', is })
export const wrong = (is: string, todo: string): Wrong => ({ state: 'wrong', is, todo })
export const unseen = (is: string, todo: string): Unseen => ({ state: 'unseen', is, todo })

/** Thrown by a read that can't answer. Every check that depends on it then says so. */
export class NotSeen extends Error {
  readonly finding: Unseen

  constructor(finding: Unseen) {
    super(finding.is)
    this.finding = finding
  }
}

export type Read<Value = unknown> = {
  /** The IAM action; undefined if the read asks the web, or derives its value from other reads. */
  readonly action: string | undefined
  readonly after: readonly Read[]
  readonly get: (look: Look, values: readonly unknown[]) => Promise<Value>
}

type Values<Reads extends readonly Read[]> = {
  [At in keyof Reads]: Reads[At] extends Read<infer Value> ? Value : never
}

/** A read that follows the reads in `after`, and gets their results. */
export const read = <const After extends readonly Read[], Value>(
  action: string | undefined,
  after: After,
  get: (look: Look, ...values: Values<After>) => Promise<Value>,
): Read<Value> => ({
  action,
  after,
  // The caller passes the values of `after`, in its order.
  get: (look, values) => get(look, ...(values as Values<After>)),
})

export type Check = {
  /** `<room>.<what>`, stable for programs. */
  readonly id: string
  /** What's true when all is well. */
  readonly what: string
  readonly reads: readonly Read[]
  readonly judge: (values: readonly unknown[]) => Finding
}

export const check = <const Reads extends readonly Read[]>(
  id: string,
  what: string,
  reads: Reads,
  judge: (...values: Values<Reads>) => Finding,
): Check => ({ id, what, reads, judge: (values) => judge(...(values as Values<Reads>)) })

/** The IAM actions that a check needs, in order. Reads in `known` don't run again. */
export const actionsOf = ({ reads }: Check, known: ReadonlySet<Read> = new Set()): readonly string[] => {
  const asked = (one: Read): readonly Read[] => (known.has(one) ? [] : [one, ...one.after.flatMap(asked)])
  const actions = reads.flatMap(asked).flatMap(({ action }) => action ?? [])
  return [...new Set(actions)].toSorted()
}
