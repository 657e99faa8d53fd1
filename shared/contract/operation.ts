/**
 * What an operation is. Routes, validation, permission checks, the OpenAPI document and the typed client are
 * derived from values of this type.
 */
import type * as z from 'zod/mini'
import type { Permission } from './permissions.ts'
import type { ProblemCode } from './problems.ts'

export type Schema = z.ZodMiniType

/**
 * Who may call: anyone, anyone who is signed in, an active user of the account, or one with this permission in it.
 * Operators may act on any account, and `operator` is for them only. `self-service` is for them too, and for anyone who
 * is signed in if the deployment says so. `any-sign-in` also accepts a sign-in whose address isn't verified.
 */
export type Access =
  | 'public'
  | 'signed-in'
  | 'any-sign-in'
  | 'member'
  | Permission
  | 'operator'
  | 'self-service'

export type Operation = {
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: `/v1/${string}`
  /**
   * Whether an `Idempotency-Key` makes it safe to repeat: the same key gives the same answer, and nothing is created
   * twice.
   */
  readonly idempotencyKey?: true
  readonly access: Access
  readonly query?: Schema
  readonly body?: Schema
  readonly answers: Readonly<Record<number, Schema>>
  readonly problems: readonly ProblemCode[]
}

/** The most bytes of a body. A longer one gets 413. */
export const largestBody = 256 * 1_024

/** The names in a path's braces: `PathParameter<'/v1/accounts/{accountId}'>` is `'accountId'`. */
export type PathParameter<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathParameter<Rest>
  : never
