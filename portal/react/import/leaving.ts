/** Asks before somebody leaves a page that's still working. */
import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'

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
  useEffect(() => {
    if (!asks) return
    const holdUp = (event: NavigateEvent) => {
      const { destination, cancelable, hashChange } = event
      if (allowed.current || hashChange || !cancelable || !destination.sameDocument) return
      event.preventDefault()
      setTo(destination.url)
    }
    const askByBrowser = (event: BeforeUnloadEvent) => event.preventDefault()
    if ('navigation' in window) navigation.addEventListener('navigate', holdUp)
    addEventListener('beforeunload', askByBrowser)
    return () => {
      if ('navigation' in window) navigation.removeEventListener('navigate', holdUp)
      removeEventListener('beforeunload', askByBrowser)
    }
  }, [asks])
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
