/** Cursors: where a page of a list ended, as text that a client passes back to get the next page. */
import { createHash } from 'node:crypto'
import type * as z from 'zod/mini'
import { Problem } from '../problem.ts'

/** Identifies a list by its name, its account and its filters. A cursor is valid for that list only. */
export type List = Readonly<Record<string, string | undefined>>

export const cursorOf = (list: List, place: unknown): string =>
  Buffer.from(JSON.stringify([markOf(list), place])).toString('base64url')

/** Where the page ended. Throws 400 `invalid_cursor` if the cursor doesn't come from a page of this very list. */
export const placeOf = <S extends z.ZodMiniType>(list: List, cursor: string, schema: S): z.output<S> => {
  const [mark, given] = partsOf(Buffer.from(cursor, 'base64url').toString())
  const place = schema.safeParse(given)
  if (mark === markOf(list) && place.success && cursorOf(list, place.data) === cursor) return place.data
  throw new Problem('invalid_cursor', 'Ask for the first page, without a cursor')
}

const partsOf = (text: string): readonly unknown[] => {
  try {
    const parts: unknown = JSON.parse(text)
    return Array.isArray(parts) ? parts : []
  } catch {
    return []
  }
}

/** Tells lists apart. It needn't be secret: a forged cursor only points into a list that the caller may read anyway. */
const markOf = (list: List): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(list)))
    .digest('base64url')
    .slice(0, 8)
