/** Scrolls the chosen tab into view where the tabs are wider than the screen, and nothing around them. */
import { useEffect, useRef } from 'react'

export const useShownTab = (value: string, counts: string) => {
  const bar = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is chosen, or the counts make them wider
  useEffect(() => {
    const tab = bar.current?.querySelector<HTMLElement>('[aria-selected="true"]')
    if (!bar.current || !tab) return
    const { clientWidth, scrollLeft } = bar.current
    const end = tab.offsetLeft + tab.offsetWidth
    if (end > scrollLeft + clientWidth) bar.current.scrollLeft = end - clientWidth
    if (tab.offsetLeft < scrollLeft) bar.current.scrollLeft = tab.offsetLeft
  }, [value, counts])
  return bar
}
