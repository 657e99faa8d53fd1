/**
 * All DynamoDB expressions are written here. Independent rules can change one item in one write: their parts merge into
 * one expression, in which each attribute and value has its own placeholder.
 *
 *     expressionsOf({ ConditionExpression: allOf(equals('status', 'invited'), absent('ttl')) })
 */

type Placeholders = {
  readonly name: (path: string) => string
  readonly value: (value: unknown) => string
}

/** A condition that still needs placeholders for its attributes and values. */
export type Condition = (use: Placeholders) => string

/** What a value can be computed from: another attribute, or a sum. */
class Formula {
  readonly text: Condition
  constructor(text: Condition) {
    this.text = text
  }
}

const operand = (value: unknown, use: Placeholders): string =>
  value instanceof Formula ? value.text(use) : use.value(value)

export const attribute = (path: string) => new Formula(({ name }) => name(path))
/** The attribute's value, or this default if the item doesn't have it, plus `more`. */
export const attributeOr = (path: string, otherwise: number, more = 0) =>
  new Formula(({ name, value }) => {
    const found = `if_not_exists(${name(path)}, ${value(otherwise)})`
    return more === 0 ? found : `${found} + ${value(more)}`
  })

const comparison =
  (operator: string) =>
  (path: string, value: unknown): Condition =>
  (use) =>
    `${use.name(path)} ${operator} ${operand(value, use)}`

export const equals = comparison('=')
export const lessThan = comparison('<')
export const atMost = comparison('<=')
export const greaterThan = comparison('>')
export const between =
  (path: string, first: unknown, last: unknown): Condition =>
  ({ name, value }) =>
    `${name(path)} BETWEEN ${value(first)} AND ${value(last)}`
export const oneOf =
  (path: string, values: readonly unknown[]): Condition =>
  ({ name, value }) =>
    `${name(path)} IN (${values.map(value).join(', ')})`
const call =
  (operation: string) =>
  (path: string, value: unknown): Condition =>
  (use) =>
    `${operation}(${use.name(path)}, ${use.value(value)})`

export const contains = call('contains')
export const beginsWith = call('begins_with')
export const largerThan =
  (path: string, size: number): Condition =>
  ({ name, value }) =>
    `size(${name(path)}) > ${value(size)}`

export const present =
  (path: string): Condition =>
  ({ name }) =>
    `attribute_exists(${name(path)})`
export const absent =
  (path: string): Condition =>
  ({ name }) =>
    `attribute_not_exists(${name(path)})`
/** Whether the attribute still has the value that was read. Undefined means that there was none. */
export const unchanged = (path: string, value: unknown): Condition =>
  value === undefined ? absent(path) : equals(path, value)

export const not =
  (condition: Condition): Condition =>
  (use) =>
    `NOT (${condition(use)})`
const joined =
  (word: string) =>
  (...conditions: readonly (Condition | undefined)[]): Condition => {
    const given = conditions.filter((condition) => condition !== undefined)
    const [only] = given
    // DynamoDB refuses parentheses around parentheses.
    if (given.length === 1 && only) return only
    return (use) => given.map((condition) => `(${condition(use)})`).join(` ${word} `)
  }

/** All of those that are given; at least one is required. */
export const allOf = joined('AND')
export const anyOf = joined('OR')

/** What one rule changes about an item, and on what condition. */
export type Changes = {
  /** Null removes an attribute; undefined leaves it unchanged. */
  readonly set?: Readonly<Record<string, unknown>>
  /** Adds to a number, or adds members to a set. Creates the attribute if it doesn't exist. */
  readonly add?: Readonly<Record<string, number | ReadonlySet<string>>>
  /** Removes members from a set. */
  readonly take?: Readonly<Record<string, ReadonlySet<string>>>
  readonly on?: Condition
}

type Text = Condition | undefined
type Expressions<Clauses extends Readonly<Record<string, Text>>> = {
  [Clause in keyof Clauses]: Clauses[Clause] extends Condition ? string : string | undefined
} & {
  readonly ExpressionAttributeNames?: Record<string, string>
  readonly ExpressionAttributeValues?: Record<string, unknown>
}

/** The given expressions of one command, with the names and values that they use. */
export const expressionsOf = <Clauses extends Readonly<Record<string, Text>>>(
  clauses: Clauses,
): Expressions<Clauses> => {
  const aliases = new Map<string, string>()
  const names: Record<string, string> = {}
  const values: Record<string, unknown> = {}
  const expressions: Record<string, unknown> = {}
  const aliasOf = (part: string): string => {
    const known = aliases.get(part)
    if (known !== undefined) return known
    const alias = `#${aliases.size}`
    aliases.set(part, alias)
    names[alias] = part
    return alias
  }
  let count = 0
  const use: Placeholders = {
    name: (path) => path.split('.').map(aliasOf).join('.'),
    value: (value) => {
      const placeholder = `:${count++}`
      values[placeholder] = value
      return placeholder
    },
  }
  for (const [clause, text] of Object.entries(clauses)) if (text) expressions[clause] = text(use)
  if (aliases.size > 0) expressions.ExpressionAttributeNames = names
  if (count > 0) expressions.ExpressionAttributeValues = values
  return expressions as Expressions<Clauses>
}

/**
 * One update that makes all these changes, under all their conditions. Throws if two of them change the same attribute,
 * which DynamoDB would refuse.
 */
export const updateExpressionsOf = (changes: readonly Changes[]) => {
  const parts = changes.flatMap(partsOf)
  const paths = parts.map(({ path }) => path)
  const twice = paths.find((path, index) => paths.indexOf(path) !== index)
  if (twice !== undefined) throw new Error(`Two parts of one update change ${twice}`)
  const conditions = changes.flatMap(({ on }) => on ?? [])
  const sections = Map.groupBy(parts, ({ section }) => section)
  const update: Condition = (use) =>
    [...sections]
      .map(([section, own]) => `${section} ${own.map(({ text }) => text(use)).join(', ')}`)
      .join(' ')
  return expressionsOf({
    UpdateExpression: update,
    ConditionExpression: conditions.length === 0 ? undefined : allOf(...conditions),
  })
}

type Part = { readonly section: string; readonly path: string; readonly text: Condition }

const partsOf = ({ set = {}, add = {}, take = {} }: Changes): Part[] => [
  ...Object.entries(set).flatMap(([path, value]): Part[] => {
    if (value === undefined) return []
    if (value === null) return [{ section: 'REMOVE', path, text: ({ name }) => name(path) }]
    return [{ section: 'SET', path, text: (use) => `${use.name(path)} = ${operand(value, use)}` }]
  }),
  ...sectionOf('ADD', add),
  ...sectionOf('DELETE', take),
]

const sectionOf = (section: string, values: Readonly<Record<string, unknown>>): Part[] =>
  Object.entries(values).map(([path, value]) => ({
    section,
    path,
    text: (use) => `${use.name(path)} ${use.value(value)}`,
  }))
