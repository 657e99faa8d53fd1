/** Attributes: what a product knows about accounts and users, under names and of types that its deployment declares. */
import * as z from 'zod/mini'
import { type FieldError, fieldError } from './field-errors.ts'
import { rule } from './rule.ts'
import { text } from './text.ts'

const mostAttributes = 20

const name = z.string().check(z.regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'must be a name like costCenter'))

const declaration = z.strictObject({
  type: z.enum(['string', 'number', 'boolean', 'date']),
  /** Invitations carry those of users. */
  of: z.array(z.enum(['account', 'user'])).check(z.minLength(1)),
  /** Whether the tokens of the stack's own Cognito pool carry it. */
  inTokens: z._default(z.boolean(), false),
})

export const attributeDeclarations = z.record(name, declaration).check(
  z.refine((declared) => Object.keys(declared).length <= mostAttributes, {
    error: `must be at most ${mostAttributes} attributes`,
  }),
)
export type AttributeDeclarations = z.output<typeof attributeDeclarations>
/** As somebody declares them, with or without what has a default. */
export type GivenAttributes = z.input<typeof attributeDeclarations>
type Declaration = z.output<typeof declaration>
type Kind = Declaration['of'][number]

const value = z.union([text({ min: 0, max: 200 }), z.number(), z.boolean()])

export const attributeValues = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
export type AttributeValues = Readonly<z.output<typeof attributeValues>>

/** What is not named stays; null takes an attribute away. */
export const attributeChange = z.record(z.string().check(z.maxLength(40)), z.nullable(value)).check(
  rule<object>((change) => Object.keys(change).length <= mostAttributes, {
    code: 'too_many',
    maximum: mostAttributes,
  }),
)
export type AttributeChange = z.output<typeof attributeChange>

/** What is wrong with the values for an account or a user: names that are not declared for it, and values of other types. */
export const attributeErrors = (
  declared: AttributeDeclarations,
  kind: Kind,
  change: AttributeChange,
): readonly FieldError[] =>
  Object.entries(change).flatMap(([attribute, given]) => {
    const path = `attributes.${attribute}`
    const found = Object.hasOwn(declared, attribute) ? declared[attribute] : undefined
    if (!found?.of.includes(kind)) return [fieldError(path, { code: 'unknown_attribute', attribute })]
    if (given === null || isOf(found, given)) return []
    if (found.type === 'date') return [fieldError(path, { code: 'not_a_date' })]
    return [fieldError(path, { code: 'wrong_type', expected: found.type })]
  })

const isOf = ({ type }: Declaration, given: string | number | boolean): boolean =>
  type === 'date' ? z.iso.date().safeParse(given).success : typeof given === type

/** The attributes once changed; undefined where none is left. */
export const withAttributes = (
  before: AttributeValues | undefined,
  change: AttributeChange,
): AttributeValues | undefined => {
  const entries = Object.entries({ ...before, ...change }).flatMap(([attribute, given]) =>
    given === null ? [] : [[attribute, given] as const],
  )
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

/** Those of the values that tokens carry; undefined where there are none. */
export const tokenAttributes = (
  declared: AttributeDeclarations,
  values: AttributeValues = {},
): AttributeValues | undefined => {
  const carried = Object.entries(values).filter(([attribute]) => declared[attribute]?.inTokens)
  return carried.length === 0 ? undefined : Object.fromEntries(carried)
}
