/** What the Users page shows, kept in its address, so that a view can be bookmarked and the browser's Back works. */
import { useSearchParams } from 'wouter'
import * as z from 'zod/mini'
import { userStatus } from '../../../shared/contract/users.ts'
import type { Filter } from '../data/users.ts'

type View = {
  readonly filter: Filter
  readonly cursor: string | undefined
  /** The user whose details are open. */
  readonly userId: string | undefined
  /** Whether there is a filter at all. */
  readonly filtered: boolean
  readonly setFilter: (change: Filter) => void
  readonly clear: () => void
  readonly openUser: (userId: string | undefined) => void
  readonly next: (cursor: string) => void
  /** Goes to the page before; the first one where that is not known, as after a bookmark. */
  readonly previous: () => void
  readonly previousIsFirst: boolean
}

/** The cursors of the pages before, in the entry of the browser's history; `''` is the first page. */
const trailState = z.object({ trail: z.array(z.string()) })
const trailOf = (state: unknown): readonly string[] => {
  const parsed = trailState.safeParse(state)
  return parsed.success ? parsed.data.trail : []
}

export const useView = (): View => {
  const [parameters, setParameters] = useSearchParams()
  const read = (name: string) => parameters.get(name) || undefined
  const status = userStatus.safeParse(read('status'))
  const filter = {
    status: status.success ? status.data : undefined,
    roleId: read('roleId'),
    search: read('search'),
  }
  const cursor = read('cursor')
  const trail = trailOf(history.state)
  const change = (values: Readonly<Record<string, string | undefined>>, options = {}) =>
    setParameters((old) => {
      const entries = Object.entries({ ...Object.fromEntries(old), ...values })
      return entries.filter((entry): entry is [string, string] => Boolean(entry[1]))
    }, options)
  return {
    filter,
    cursor,
    userId: read('user'),
    filtered: Object.values(filter).some((value) => value !== undefined),
    setFilter: (values) => change({ ...values, cursor: undefined }, { replace: true }),
    clear: () => setParameters({}),
    openUser: (user) => change({ user }, { state: history.state }),
    next: (to) => change({ cursor: to }, { state: { trail: [...trail, cursor ?? ''] } }),
    previous: () => change({ cursor: trail.at(-1) }, { state: { trail: trail.slice(0, -1) } }),
    previousIsFirst: trail.length === 0,
  }
}
