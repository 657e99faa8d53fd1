/** Reads an operation's input from an API Gateway event, and refuses anything the contract doesn't allow. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type * as z from 'zod/mini'
import { checked } from '../../shared/contract/checked.ts'
import { fieldError } from '../../shared/contract/field-errors.ts'
import * as field from '../../shared/contract/fields.ts'
import {
  largestBody,
  type Operation,
  type PathParameter,
  type Schema,
} from '../../shared/contract/operation.ts'
import { type NewUser, newUser } from '../../shared/contract/pending-users.ts'
import { Problem } from '../problem.ts'

type OutputOf<O, Part extends 'body' | 'query'> = O extends { readonly [P in Part]: infer S extends Schema }
  ? z.output<S>
  : undefined

export type Input<O extends Operation> = {
  readonly path: { readonly [Name in PathParameter<O['path']>]: string }
  readonly query: OutputOf<O, 'query'>
  readonly body: OutputOf<O, 'body'>
  /** The name the caller gives to this request, if they may repeat it. */
  readonly idempotencyKey?: string
}

/** Field errors listed in one response. */
const mostErrors = 20

/** The operation's input, parsed. Throws 400, 404 (ids that can't exist), 413, 415 or 422. */
export const readInput = <O extends Operation>(contract: O, event: APIGatewayProxyEventV2): Input<O> => {
  const input: unknown = {
    path: readPath(event.pathParameters ?? {}),
    query: contract.query && parsed(contract.query, event.queryStringParameters ?? {}),
    body: contract.body && parsed(contract.body, readBody(contract.body, event)),
    ...(contract.idempotencyKey ? readIdempotencyKey(event) : {}),
  }
  // The schemas have checked it; the compiler can't follow the type through the contract's generics.
  return input as Input<O>
}

/** An id that can't exist gets the same answer as one that doesn't. */
const readPath = (path: Readonly<Record<string, string | undefined>>) => {
  if (path.accountId !== undefined && !field.accountId.safeParse(path.accountId).success)
    throw new Problem('account_not_found')
  if (path.userId !== undefined && !field.userId.safeParse(path.userId).success)
    throw new Problem('user_not_found')
  if (path.roleId !== undefined && !field.roleId.safeParse(path.roleId).success)
    throw new Problem('role_not_found')
  if (path.linkId !== undefined && !field.linkId.safeParse(path.linkId).success)
    throw new Problem('link_not_found')
  if (path.domain === undefined) return path
  const { data: domain } = field.domain.safeParse(path.domain)
  if (domain === undefined) throw new Problem('domain_not_found')
  return { ...path, domain }
}

/** One row of a bulk request, parsed like the body of a single one. Throws 422. */
export const parsedNewUser = (row: unknown): NewUser => parsed(newUser, row)

const readIdempotencyKey = ({ headers }: APIGatewayProxyEventV2) => {
  const key = headers['idempotency-key']
  if (key === undefined) return {}
  const result = field.idempotencyKey.safeParse(key)
  if (result.success) return { idempotencyKey: result.data.toLowerCase() }
  throw new Problem('invalid_request', undefined, {
    errors: [fieldError('Idempotency-Key', { code: 'not_a_uuid' })],
  })
}

const parsed = <S extends Schema>(schema: S, value: unknown): z.output<S> => {
  const { data, errors } = checked(schema, value)
  if (!errors) return data
  throw new Problem('invalid_request', 'The request has invalid fields; see errors', {
    errors: errors.slice(0, mostErrors),
  })
}

/** Some operations also accept a request without a body. */
const readBody = (schema: Schema, event: APIGatewayProxyEventV2): unknown =>
  !event.body && schema.safeParse(undefined).success ? undefined : readJson(event)

const readJson = ({ body = '', isBase64Encoded, headers }: APIGatewayProxyEventV2): unknown => {
  const [mediaType = '', ...parameters] = (headers['content-type'] ?? '').split(';')
  if (!/^application\/(json|[\w.-]+\+json)$/i.test(mediaType.trim()))
    throw new Problem('not_json', 'Send the body as application/json')
  requirePlain(headers['content-encoding'], parameters)
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')
  if (bytes.length > largestBody) throw new Problem('body_too_large', 'The body can be up to 256 KiB')
  const text = decoded(bytes)
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem('malformed_json')
  }
}

/** JSON is UTF-8 (RFC 8259). If a gateway unpacked or recoded the body, we couldn't trust that it's what was sent. */
const requirePlain = (encoding = 'identity', parameters: readonly string[]): void => {
  const charset = parameters
    .map((parameter) => /^\s*charset\s*=\s*"?([^"\s]*)"?\s*$/i.exec(parameter)?.[1])
    .find((value) => value !== undefined)
  if (encoding.trim().toLowerCase() !== 'identity')
    throw new Problem('not_plain_utf8', 'Send the body without a Content-Encoding')
  if (charset !== undefined && !/^utf-?8$/i.test(charset))
    throw new Problem('not_plain_utf8', 'Send the body in UTF-8')
}

const decoded = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Problem('not_plain_utf8', 'Send the body in UTF-8')
  }
}
