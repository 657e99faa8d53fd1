/** Ids that are derived from what they stand for, so that the same thing gets the same id every time. */
import { createHash } from 'node:crypto'

/** 22 characters of SHA-256, which are 132 bits: nobody finds two things with one id, nor the thing by its id. */
export const digestOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 22)
