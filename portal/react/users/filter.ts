/**
 * What the Users page shows, kept in its URL, so that a view can be bookmarked. The browser's Back undoes each filter,
 * but not each keystroke in the search.
 */
import { useSearchParams } from 'wouter'
import * as z from 'zod/mini'
import { userStatus, userView } from '../../../shared/contract/users.ts'
import { useSurroundings } from '../data/surroundings.ts'
import type { Filter } from '../data/users.ts'

export type View = {
  readonly filter: Filter
  readonly cursor: string | undefined
  /** The page's number, from 1; undefined after a bookmark of a later page. */
  readonly pageNumber: number | undefined
  /** The user whose details are open. */
  readonly userId: string | undefined
  /** How the window that invites begins; closed where there is none. */
  /** Whether the page shows people who ask to join. */
  readonly requests: boolean
  readonly inviting: 'mail' | 'link' | undefined
  /** How many filters are set, including the search, but not the view. */
  readonly filters: number
  readonly setFilter: (change: Filter) => void
  readonly clear: () => void
  readonly showRequests: () => void
  readonly openUser: (userId: string | undefined) => void
  readonly invite: (way: 'mail' | 'link' | undefined) => void
  readonly next: (cursor: string) => void
  /** Goes to the previous page, or to the first one if that's unknown, as after a bookmark. */
  readonly previous: () => void
  readonly previousIsFirst: boolean
}

/** The cursors of the previous pages, stored in the browser's history entry; `''` is the first page. */
const trailState = z.object({ trail: z.array(z.string()) })
const trailOf = (state: unknown): readonly string[] => {
  const parsed = trailState.safeParse(state)
  return parsed.success ? parsed.data.trail : []
}

const ways = z.enum(['mail', 'link'])

export const useView = (): View => {
  const { entry } = useSurroundings()
  const [parameters, setParameters] = useSearchParams()
  const read = (name: string) => parameters.get(name) || undefined
  const filter: Filter = {
    view: userView.safeParse(read('view')).data,
    sort: read('sort') === '-email' ? '-email' : undefined,
    status: userStatus.safeParse(read('status')).data,
    roleId: read('roleId'),
    search: read('search'),
  }
  const cursor = read('cursor')
  const trail = trailOf(entry())
  const change = (values: Readonly<Record<string, string | undefined>>, options = {}) =>
    setParameters((old) => {
      const entries = Object.entries({ ...Object.fromEntries(old), ...values })
      return entries.filter((entry): entry is [string, string] => Boolean(entry[1]))
    }, options)
  return {
    filter,
    cursor,
    pageNumber: cursor === undefined ? 1 : trail.length > 0 ? trail.length + 1 : undefined,
    userId: read('user'),
    requests: read('view') === 'requests',
    inviting: ways.safeParse(read('invite')).data,
    filters: [filter.status, filter.roleId, filter.search].filter((value) => value !== undefined).length,
    setFilter: (values) => {
      const onlyTyping = 'search' in values && values.search !== undefined && filter.search !== undefined
      change({ ...values, cursor: undefined }, { replace: onlyTyping })
    },
    clear: () => change({ status: undefined, roleId: undefined, search: undefined, cursor: undefined }),
    showRequests: () =>
      change({
        view: 'requests',
        status: undefined,
        roleId: undefined,
        search: undefined,
        sort: undefined,
        cursor: undefined,
      }),
    openUser: (user) => change({ user }, { state: entry() }),
    invite: (way) => change({ invite: way }, { state: entry() }),
    next: (to) => change({ cursor: to }, { state: { trail: [...trail, cursor ?? ''] } }),
    previous: () => change({ cursor: trail.at(-1) }, { state: { trail: trail.slice(0, -1) } }),
    previousIsFirst: trail.length === 0,
  }
}
