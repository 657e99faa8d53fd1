/**
 * What a caller is told when something is refused. Handlers and rules throw it; `operation` turns it into
 * `application/problem+json`.
 */
import type { FieldError } from '../shared/contract/field-errors.ts'
import { type ProblemCode, problems } from '../shared/contract/problems.ts'
import type { User } from '../shared/contract/users.ts'

type More = {
  readonly errors?: readonly FieldError[]
  /** The user that already exists (409 `user_exists`). */
  readonly userId?: string
  readonly userStatus?: User['status']
  /** Who uses the role (409 `role_in_use`): the number of users, counted up to 100, and whether there are more. */
  readonly usedBy?: { readonly users: number; readonly moreUsers: boolean; readonly isDefault: boolean }
  /** Seconds to wait before retrying. */
  readonly retryAfter?: number
}

export class Problem extends Error {
  readonly code: ProblemCode
  readonly more: More

  constructor(code: ProblemCode, detail: string = problems[code][1], more: More = {}) {
    super(detail)
    this.name = 'Problem'
    this.code = code
    this.more = more
  }
}
