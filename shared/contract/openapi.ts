/** The OpenAPI 3.1 document, derived from the contract. `npm run openapi` writes it to `docs/openapi.json`. */
import * as z from 'zod/mini'
import type { Operation, Schema } from './operation.ts'
import { operations } from './operations.ts'
import { type ProblemCode, problemBody, problems } from './problems.ts'
import { summaries } from './summaries.ts'

/** Problems that any operation can answer with, in addition to its own. */
const commonProblems = ['too_many_requests', 'internal', 'unavailable'] as const
const bodyProblems = [
  'malformed_json',
  'body_too_large',
  'not_json',
  'not_plain_utf8',
  'invalid_request',
] as const
const signedInProblems = ['not_signed_in', 'email_not_verified'] as const
const accountProblems = ['account_not_found', 'account_suspended', 'permission_missing'] as const
const operatorProblems = ['not_signed_in', 'operator_only'] as const
const problemsOfAccess = (access: Operation['access']): readonly ProblemCode[] => {
  if (access === 'public') return []
  if (access === 'operator') return operatorProblems
  return access === 'self-service' ? [...signedInProblems, 'operator_only'] : signedInProblems
}

/** Every problem that an operation can answer with, each once. */
export const problemsOf = ({
  access,
  body,
  query,
  path,
  idempotencyKey,
  problems: own,
}: Operation): readonly ProblemCode[] => [
  ...new Set([
    ...problemsOfAccess(access),
    ...(path.includes('{accountId}') ? accountProblems : []),
    ...(body ? bodyProblems : query ? (['invalid_request'] as const) : []),
    ...(query ? (['invalid_cursor'] as const) : []),
    ...(idempotencyKey ? (['idempotency_key_reused'] as const) : []),
    ...own,
    ...commonProblems,
  ]),
]

/** As callers write it: before defaults and transformations, and open to additional fields in responses. */
export const jsonSchema = (schema: Schema) => {
  const { $schema, ...json } = z.toJSONSchema(schema, {
    io: 'input',
    override: ({ jsonSchema: made }) => {
      if (made.format === 'date-time') delete made.pattern
    },
  })
  return json
}

const idempotencyHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'The same request with the same key gives the same answer, and nothing is made twice. Another request with it within 24 hours is refused.',
  schema: { type: 'string', format: 'uuid' },
}

const parametersOf = ({ path, query, idempotencyKey }: Operation) => {
  const { properties = {}, required = [] } = query ? jsonSchema(query) : {}
  return [
    ...(idempotencyKey ? [idempotencyHeader] : []),
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...Object.entries(properties).map(([name, schema]) => ({
      name,
      in: 'query',
      required: required.includes(name),
      schema,
    })),
  ]
}

const descriptions: Readonly<Record<string, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted; done in a moment',
  204: 'Done; no content',
}

/** Statuses that API Gateway answers by itself, before or instead of a function, with a body of its own. */
const gatewayStatuses: readonly number[] = [401, 413, 429, 500, 503]
const gatewayAnswer = z.object({ message: z.string() })

const responsesOf = (operation: Operation) => {
  const codes = Map.groupBy(problemsOf(operation), (code) => problems[code][0])
  const answers = Object.entries(operation.answers).map(([status, schema]) => [
    status,
    {
      description: descriptions[status] ?? 'OK',
      ...(status === '204' ? {} : { content: { 'application/json': { schema: jsonSchema(schema) } } }),
    },
  ])
  const refusals = [...codes].map(([status, ofStatus]) => [
    String(status),
    {
      description: ofStatus.map((code) => `\`${code}\`: ${problems[code][1]}`).join('; '),
      content: {
        'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        ...(gatewayStatuses.includes(status)
          ? { 'application/json': { schema: { $ref: '#/components/schemas/Gateway' } } }
          : {}),
      },
    },
  ])
  return Object.fromEntries([...answers, ...refusals])
}

const descriptionOf = ({ access }: Operation) => {
  const description =
    access === 'operator'
      ? 'For operators: the product’s own backend, by client credentials.'
      : access === 'self-service'
        ? 'For operators and, where the setting `accountsPerPerson` says so, for anyone signed in with a verified address.'
        : access.includes(':')
          ? `Needs the permission \`${access}\`.`
          : undefined
  return description === undefined ? {} : { description }
}

const operationObject = (operation: (typeof operations)[number]) => {
  const parameters = parametersOf(operation)
  return {
    operationId: operation.id,
    summary: summaries[operation.id],
    ...(operation.access === 'public' ? { security: [] } : {}),
    ...descriptionOf(operation),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(operation.body
      ? {
          requestBody: {
            required: !operation.body.safeParse(undefined).success,
            content: { 'application/json': { schema: jsonSchema(operation.body) } },
          },
        }
      : {}),
    responses: responsesOf(operation),
  }
}

export const openApiDocument = () => ({
  openapi: '3.1.0',
  info: {
    title: 'Usher',
    version: '1.0.0',
    summary: 'Users and roles for multi-tenant products',
  },
  servers: [{ url: '/' }],
  security: [{ signIn: [] }],
  paths: Object.fromEntries(
    [...Map.groupBy(operations, ({ path }) => path)].map(([path, ofPath]) => [
      path,
      Object.fromEntries(
        ofPath.map((operation) => [operation.method.toLowerCase(), operationObject(operation)]),
      ),
    ]),
  ),
  components: {
    schemas: { Problem: jsonSchema(problemBody), Gateway: jsonSchema(gatewayAnswer) },
    securitySchemes: {
      signIn: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: 'The ID token of the configured OIDC issuer, or an operator’s access token',
      },
    },
  },
})
