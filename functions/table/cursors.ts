/** Cursors: the place at which a page ended, as text that a client hands back for the next one. */
import { Problem } from '../problem.ts'

export const cursorOf = (place: string): string => Buffer.from(place).toString('base64url')

/** The place at which that page ended. 422 `invalid_request` for a cursor that no page gave. */
export const placeOf = (cursor: string, isPlace: (text: string) => boolean): string => {
  const place = Buffer.from(cursor, 'base64url').toString()
  if (cursorOf(place) === cursor && isPlace(place)) return place
  throw new Problem('invalid_request', undefined, {
    errors: [{ path: 'cursor', message: 'is no cursor of a page' }],
  })
}
