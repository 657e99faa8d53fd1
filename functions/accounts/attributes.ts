/** Attributes of accounts and users, checked against what the deployment declares. */
import {
  type AttributeChange,
  type AttributeDeclarations,
  type AttributeValues,
  attributeErrors,
  withAttributes,
} from '../../shared/contract/attributes.ts'
import { Problem } from '../problem.ts'

type Changing = {
  readonly declared: AttributeDeclarations
  readonly of: 'account' | 'user'
  readonly before?: AttributeValues | undefined
}

/** The attributes once changed. 422 for names that are not declared, and for values of other types. */
export const changedAttributes = (
  change: AttributeChange | undefined,
  { declared, of, before }: Changing,
): AttributeValues | undefined => {
  if (change === undefined) return before
  const errors = attributeErrors(declared, of, change)
  if (errors.length > 0) throw new Problem('invalid_request', 'An attribute was refused', { errors })
  return withAttributes(before, change)
}
