/** Cursors: the place at which a page of a list ended, as text that a client hands back for the next page. */
import { createHash } from 'node:crypto'
import type * as z from 'zod/mini'
import { Problem } from '../problem.ts'

/** What a list shows: its name, its account, and its filters. A cursor is good for that list alone. */
export type List = Readonly<Record<string, string | undefined>>

export const cursorOf = (list: List, place: unknown): string =>
  Buffer.from(JSON.stringify([markOf(list), place])).toString('base64url')

/** The place at which the page ended. 400 `invalid_cursor` where no page of this very list gave the cursor. */
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

/** Tells lists apart; it is no secret, since a cursor leads nowhere but into the caller's own list. */
const markOf = (list: List): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(list)))
    .digest('base64url')
    .slice(0, 8)
