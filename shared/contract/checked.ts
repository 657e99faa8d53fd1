/** Checks a value against a schema of the contract, and reports errors with the contract's codes. */
import type * as z from 'zod/mini'
import { type FieldError, type FieldFault, fieldError } from './field-errors.ts'
import type { Schema } from './operation.ts'

type Checked<S extends Schema> =
  | { readonly data: z.output<S>; readonly errors?: undefined }
  | { readonly data?: undefined; readonly errors: readonly FieldError[] }

/** The parsed value, or an error for each fault. */
export const checked = <S extends Schema>(schema: S, value: unknown): Checked<S> => {
  const result = schema.safeParse(value, { reportInput: true })
  if (result.success) return { data: result.data }
  return { errors: result.error.issues.map((issue) => fieldError(issue.path.join('.'), faultOf(issue))) }
}

const faultOf = (issue: z.core.$ZodIssue): FieldFault => {
  switch (issue.code) {
    case 'custom':
      return (issue.params as FieldFault | undefined) ?? { code: 'not_valid' }
    case 'invalid_type':
      return issue.input === undefined
        ? { code: 'missing' }
        : { code: 'wrong_type', expected: issue.expected }
    case 'unrecognized_keys':
      return { code: 'unknown_fields', names: issue.keys.slice(0, mostNames) }
    case 'too_small':
      return tooLittle(Number(issue.minimum), issue.origin)
    case 'too_big':
      return tooMuch(Number(issue.maximum), issue.origin)
    case 'invalid_value':
      return { code: 'not_one_of', allowed: issue.values.map(String) }
    case 'invalid_format':
      return { code: issue.format === 'datetime' ? 'not_a_time' : 'not_valid' }
    default:
      return { code: 'not_valid' }
  }
}

/** Unknown fields reported at most; nobody reads thousands. */
const mostNames = 10

const tooLittle = (minimum: number, origin: string): FieldFault => {
  if (origin === 'string') return minimum === 1 ? { code: 'empty' } : { code: 'too_short', minimum }
  return origin === 'array' ? { code: 'too_few', minimum } : { code: 'too_small', minimum }
}

const tooMuch = (maximum: number, origin: string): FieldFault => {
  if (origin === 'string') return { code: 'too_long', maximum }
  return origin === 'array' ? { code: 'too_many', maximum } : { code: 'too_large', maximum }
}
