/** EventBridge patterns, which event source mappings use as filters. */

/**
 * Whether, for every field of the pattern, the event has one of its values. Supports exact values, prefix, exists and
 * anything-but.
 */
export const matches = (pattern: unknown, event: unknown): boolean => {
  if (Array.isArray(pattern)) return pattern.some((rule) => satisfies(rule, event))
  if (!isObject(pattern)) return false
  return Object.entries(pattern).every(([name, inner]) =>
    matches(inner, isObject(event) ? event[name] : undefined),
  )
}

const satisfies = (rule: unknown, value: unknown): boolean => {
  if (!isObject(rule)) return rule === value
  if ('prefix' in rule) return typeof value === 'string' && value.startsWith(String(rule.prefix))
  if ('exists' in rule) return (value !== undefined) === rule.exists
  const except = rule['anything-but']
  if (except === undefined)
    throw new Error(`A filter uses ${Object.keys(rule).join()}, which is not known here`)
  return value !== undefined && ![except].flat().includes(value)
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
