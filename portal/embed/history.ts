/**
 * Where somebody is within an embedded page. By default only in memory, so that the product's own address stays; or in
 * the address below a path that the product gives to the page.
 */

import { useSyncExternalStore } from 'react'
import type { BaseLocationHook } from 'wouter'

type Options = { readonly replace?: boolean; readonly state?: unknown }

type PageHistory = {
  readonly path: () => string
  readonly search: () => string
  readonly state: () => unknown
  readonly subscribe: (listener: () => void) => () => void
  readonly go: (to: string, options: Options) => void
  /** What a link to a path of ours has as its address. */
  readonly href: (to: string) => string
}

export const memoryHistory = (home: string): PageHistory => {
  let entry: { readonly path: string; readonly search: string; readonly state: unknown } = {
    path: home,
    search: '',
    state: null,
  }
  const listeners = new Set<() => void>()
  return {
    path: () => entry.path,
    search: () => entry.search,
    state: () => entry.state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    go: (to, { state = null }) => {
      const [path = '', search = ''] = to.split('?')
      entry = { path, search, state }
      for (const listener of listeners) listener()
    },
    href: () => '#',
  }
}

/** Our own navigation; the browser tells of Back and, where it can, of the product's. */
const moved = new EventTarget()

/** `home`, at `path`, and what's below it; other pages are at `path/-/…`. */
export const pathHistory = (path: string, home: string): PageHistory => {
  const base = path.replace(/\/$/, '')
  const account = home.slice(0, home.lastIndexOf('/'))
  const outer = (to: string) =>
    to.startsWith(home) ? base + to.slice(home.length) : `${base}/-${to.slice(account.length)}`
  const inner = (at: string) => {
    const rest = at.slice(base.length).replace(/\/$/, '')
    return rest.startsWith('/-/') ? account + rest.slice(2) : home + rest
  }
  let last = { path: home, search: '' }
  const now = () => {
    const { pathname, search } = location
    // While the product leaves the page, the page stays as it was.
    if (`${pathname}/`.startsWith(`${base}/`)) last = { path: inner(pathname), search: search.slice(1) }
    return last
  }
  return {
    path: () => now().path,
    search: () => now().search,
    state: () => history.state,
    subscribe: (listener) => {
      moved.addEventListener('moved', listener)
      addEventListener('popstate', listener)
      const browser = 'navigation' in window ? navigation : undefined
      browser?.addEventListener('currententrychange', listener)
      return () => {
        moved.removeEventListener('moved', listener)
        removeEventListener('popstate', listener)
        browser?.removeEventListener('currententrychange', listener)
      }
    },
    go: (to, { replace = false, state = null }) => {
      history[replace ? 'replaceState' : 'pushState'](state, '', outer(to))
      moved.dispatchEvent(new Event('moved'))
    },
    href: outer,
  }
}

/** The history for the router. Whatever leads out of the account is for the product to do. */
export const locationHook = (
  { path, search, subscribe, go }: PageHistory,
  accountId: string,
  leave: (accountId: string | undefined) => void,
): BaseLocationHook => {
  const navigate = (to: string, options: Options = {}) => {
    if (to.startsWith(`/accounts/${accountId}/`)) go(to, options)
    else leave(/^\/accounts\/([^/?]+)/.exec(to)?.[1])
  }
  const hook: BaseLocationHook = () => [useSyncExternalStore(subscribe, path), navigate]
  hook.searchHook = () => useSyncExternalStore(subscribe, search)
  return hook
}
