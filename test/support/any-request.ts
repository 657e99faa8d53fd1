/** Generates requests from the OpenAPI document, well-formed and hostile ones, and checks their answers against it. */
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { expect } from 'vitest'
import { userIdOf } from '../../functions/users/user.ts'
import { call, get, operator, patch, post, put, type Reply } from './api.ts'
import { account, invited, linkToken, member, role, type Scene, somebody, tokenOf } from './scene.ts'
import { type JsonSchema, type Known, valueFor } from './schema-values.ts'

type Content = Readonly<Record<string, { readonly schema: JsonSchema }>>
type Described = {
  readonly operationId: string
  readonly security?: readonly unknown[]
  readonly parameters?: readonly { in: string; name: string; required: boolean; schema: JsonSchema }[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>
}

const document: { paths: Record<string, Record<string, Described>>; components: object } = JSON.parse(
  readFileSync('docs/openapi.json', 'utf8'),
)
export const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(
    ([method, operation]) => [operation.operationId, { path, method, ...operation }] as const,
  ),
)
export type DescribedOperation = (typeof operations)[number][1]

const ajv = addFormats.default(new Ajv2020({ strict: false }))

/** The schema closed to additional fields: an undocumented field must not be returned. */
const closed = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const inner = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]))
  return 'properties' in schema && !('additionalProperties' in schema)
    ? { ...inner, additionalProperties: false }
    : inner
}

const validators = new Map(
  operations.flatMap(([id, { responses }]) =>
    Object.entries(responses).flatMap(([status, { content = {} }]) =>
      Object.entries(content).map(
        ([type, { schema }]) =>
          [
            `${id} ${status} ${type}`,
            ajv.compile({ components: closed(document.components), allOf: [closed(schema)] }),
          ] as const,
      ),
    ),
  ),
)

/** Why the document doesn't allow the answer; undefined if it does. */
export const flaw = (
  { operationId, responses }: DescribedOperation,
  { status, headers, body }: Reply,
): unknown => {
  if (!responses[status]) return `${status} is no answer of ${operationId}`
  if (status === 204) return body
  const validate = validators.get(`${operationId} ${status} ${headers.get('content-type')}`)
  if (!validate) return `${headers.get('content-type')} is no answer of ${operationId} with ${status}`
  return validate(body) ? undefined : validate.errors
}

/** An account with some of everything, and another that the caller has nothing to do with. */
export const newWorld = async () => {
  const [ours, theirs] = [await account(), await account({ name: 'Theirs' })]
  await role(ours.accountId, 'reader', ['reports:read'])
  await role(theirs.accountId, 'secret', ['reports:read'])
  const members = [await member(ours.accountId), await member(ours.accountId, { status: 'suspended' })]
  const guests = [await invited(ours), await invited(ours), await invited(theirs)]
  const [first = ''] = members
  const { body: page } = await get(`${ours.path}/users?limit=1`, ours.admin)
  const users = [ours.admin, ...members].map((email) => userIdOf(ours.accountId, email))
  const foreigners = [guests[2]?.userId ?? '', userIdOf(theirs.accountId, theirs.admin)]
  const { body: link } = await post(`${ours.path}/invite-links`, { name: 'Guests' }, ours.admin)
  const tokens = [
    ...guests.map(({ token }) => token),
    await linkToken(ours),
    await linkToken(theirs),
    tokenOf(link.url),
    'p.1.acc_12345678.usr_1.n.s',
  ]
  const oneOf = (...values: readonly unknown[]) => fc.constantFrom(...values)
  const known: Known = {
    accountId: fc.oneof(
      { weight: 8, arbitrary: oneOf(ours.accountId) },
      { weight: 1, arbitrary: oneOf(theirs.accountId, 'acc_notthereatall') },
    ),
    userId: oneOf(...users, ...guests.map(({ userId }) => userId), ...foreigners),
    linkId: oneOf('first', link.linkId, 'lnk_neverneverneverneverN'),
    domain: oneOf('acme.example', 'gmail.com', 'co.uk', 'xn--bcher-kva.example'),
    roleId: oneOf('admin', 'member', 'reader', 'secret', 'never'),
    roleIds: fc.oneof(
      { weight: 3, arbitrary: oneOf(['member'], ['reader', 'member']) },
      { weight: 1, arbitrary: oneOf(['admin'], ['secret'], ['member', 'member'], []) },
    ),
    name: fc.oneof(oneOf('Zoë', '  Mary Ann ', "O'Neil & Söhne <b>"), fc.string({ unit: 'grapheme' })),
    phone: oneOf('+4915112345678', null),
    token: fc.oneof(oneOf(...tokens), oneOf(...tokens.map((token) => token.slice(0, -1)))),
    cursor: fc.oneof(oneOf(page.nextCursor), fc.base64String()),
    email: oneOf(
      ...Array.from({ length: 20 }, () => somebody()),
      ours.admin,
      first,
      guests[0]?.email,
      `${somebody('ü')}`,
      `a@bücher.example`,
    ),
    permissions: oneOf(['reports:read'], ['users:write'], [], ['pages:edit', 'reports:read']),
  }
  return { ours, theirs, known, others: [first, guests[0]?.email ?? ''] }
}

export const requestFor = ({ path, requestBody, parameters = [] }: DescribedOperation, known: Known) => {
  const values = (place: string) =>
    fc.record(
      Object.fromEntries(
        parameters
          .filter((one) => one.in === place)
          .map(({ name, schema }) => [name, valueFor(schema, known, name)]),
      ),
      { requiredKeys: place === 'path' ? undefined : [] },
    )
  return fc.record({
    body: requestBody
      ? valueFor(requestBody.content['application/json']?.schema ?? {}, known)
      : fc.constant(undefined),
    query: values('query').map((query) => new URLSearchParams(textsOf(query))),
    path: values('path').map((names) =>
      Object.entries(textsOf(names)).reduce(
        (whole, [name, value]) => whole.replace(`{${name}}`, () => encodeURIComponent(value) || '-'),
        path.replace('/v1', ''),
      ),
    ),
    headers: values('header').map(headerTexts),
  })
}

const textsOf = (values: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      (typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed(),
    ]),
  )

/** A client can't send other characters in a header. */
const headerTexts = (values: object): Record<string, string> =>
  Object.fromEntries(Object.entries(textsOf(values)).filter(([, text]) => /^[\x21-\x7e]*$/.test(text)))

type AnyRequest = ReturnType<typeof requestFor> extends fc.Arbitrary<infer Made> ? Made : never

/** Sends it as somebody, or as nobody. */
export const sent = (
  { method, security }: DescribedOperation,
  { path, query, body, headers }: AnyRequest,
  as: string | undefined,
): Promise<Reply> =>
  call(method.toUpperCase(), `${path}?${query}`, {
    ...(security || as === undefined ? {} : { as }),
    ...(body === undefined ? {} : { body }),
    headers,
  })

const soon = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

/** What an account and its invite link can have set, in any combination. */
export const anySettings = fc.record({
  account: fc.record({
    seatLimit: maybe(fc.integer({ min: 1, max: 6 })),
    invitationsTakeSeats: fc.boolean(),
    removedMayRejoin: fc.boolean(),
    allowedDomains: maybe(fc.constantFrom(['example.com'], ['elsewhere.example', 'example.com'])),
    invitationDays: maybe(fc.constantFrom(1, 30)),
  }),
  link: fc.record({
    maxUses: maybe(fc.integer({ min: 1, max: 3 })),
    expiresAt: maybe(fc.constant(soon(24))),
    enabled: fc.boolean(),
    allowedDomains: maybe(fc.constant(['example.com'])),
    rotate: fc.boolean(),
  }),
  defaultRoleIds: fc.constantFrom(['member'], ['member', 'reader'], []),
  guest: fc.boolean(),
})

/**
 * Applies these settings to the account, and adds a guest who may do everything that somebody with an end date may.
 * Returns the people who act in it.
 */
export const applySettings = async (
  { accountId, path, admin }: Scene,
  {
    account: settings,
    link,
    defaultRoleIds,
    guest,
  }: typeof anySettings extends fc.Arbitrary<infer Made> ? Made : never,
): Promise<readonly string[]> => {
  const replies = [
    await put(`${path}/invite-link`, link, admin),
    await put(`${path}/default-roles`, { roleIds: defaultRoleIds }, admin),
    await patch(path, settings, operator),
  ]
  for (const { status, body } of replies) expect(status, JSON.stringify(body)).toBe(200)
  if (!guest) return [admin]
  const all = ['users:read', 'users:invite', 'users:write', 'roles:read', 'roles:write', 'account:write']
  await role(accountId, 'deputy', all)
  return [admin, await member(accountId, { roleIds: ['deputy'], accessUntil: soon(48) })]
}
