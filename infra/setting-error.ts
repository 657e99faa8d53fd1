/** How settings are checked. */
import type { z } from 'zod'

/** A wrong setting, as one line for the person who set it. */
export class SettingError extends Error {}

/**
 * A value that fits its schema, with defaults filled in. `within` is where it stands. @throws SettingError in one line
 * that names the place
 */
export const checkedAs = <T extends z.ZodType>(schema: T, given: unknown, within = ''): z.output<T> => {
  const checked = schema.safeParse(given)
  if (checked.success) return checked.data
  const wrong = checked.error.issues.map(({ path, message }) => {
    // One of a setting's few values shows itself; within a description the place is what one looks for.
    const place = path.length === 2 && typeof path[1] === 'number' ? path.slice(0, 1) : path
    return `${[within, ...place].filter((part) => part !== '').join('.')}: ${message}`.replaceAll(/\s+/g, ' ')
  })
  throw new SettingError(`Setting ${wrong.join('; ')}`)
}
