/** Asks before somebody leaves a page that's still working. */
import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { useSurroundings } from '../data/surroundings.ts'

type Leaving = {
  /** Where somebody wants to go; undefined if nowhere. */
  readonly to: string | undefined
  readonly stay: () => void
  readonly leave: () => void
}

/**
 * While `asks`, navigating to another page of the portal, by link or by the browser's Back, is held until `leave`, in
 * browsers with the Navigation API. Every browser itself asks before closing the tab.
 */
export const useLeaving = (asks: boolean): Leaving => {
  const [, navigate] = useLocation()
  const [to, setTo] = useState<string>()
  const allowed = useRef(false)
  const { embedded } = useSurroundings()
  useEffect(() => {
    if (!asks) return
    // In a page of somebody else's, other navigation is theirs.
    const within = !embedded && 'navigation' in window ? navigation : undefined
    const holdUp = (event: NavigateEvent) => {
      const { destination, cancelable, hashChange } = event
      if (allowed.current || hashChange || !cancelable || !destination.sameDocument) return
      event.preventDefault()
      setTo(destination.url)
    }
    const askByBrowser = (event: BeforeUnloadEvent) => event.preventDefault()
    within?.addEventListener('navigate', holdUp)
    addEventListener('beforeunload', askByBrowser)
    return () => {
      within?.removeEventListener('navigate', holdUp)
      removeEventListener('beforeunload', askByBrowser)
    }
  }, [asks, embedded])
  return {
    to,
    stay: () => setTo(undefined),
    leave: () => {
      if (to === undefined) return
      allowed.current = true
      const { pathname, search } = new URL(to)
      navigate(`${pathname}${search}`)
    },
  }
}
