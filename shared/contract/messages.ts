/** What a caller reads about a field that was refused, where the field itself has no better word. */
import type * as z from 'zod/mini'

type Issue = z.core.$ZodRawIssue

/** `must be at most 30` of a number, `must have at most 30 characters` of a text. */
const limit = (bound: 'least' | 'most', value: unknown, unit: string | undefined): string => {
  const [one, many] = { string: ['character', 'characters'], array: ['entry', 'entries'] }[unit ?? ''] ?? []
  return many === undefined
    ? `must be at ${bound} ${value}`
    : `must have at ${bound} ${value} ${Number(value) === 1 ? one : many}`
}

/** The sentence for an issue of zod's; the path stands beside it, so it begins with "must" or "is". */
export const sentence = (issue: Issue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${article(issue.expected)}`
    case 'unrecognized_keys':
      return `has unknown fields: ${issue.keys
        .map((key) => JSON.stringify(key))
        .join(', ')
        .slice(0, 200)}`
    case 'too_small':
      return limit('least', issue.minimum, issue.origin)
    case 'too_big':
      return limit('most', issue.maximum, issue.origin)
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`
    default:
      return 'is not valid'
  }
}

const article = (expected: string): string =>
  ({ int: 'a whole number', array: 'a list', object: 'an object' })[expected] ?? `a ${expected}`
