/** Which of the windows and drawers over the page is the topmost, because Escape closes only that one. */
import { useEffect, useId, useSyncExternalStore } from 'react'

let layers: readonly string[] = []
const listeners = new Set<() => void>()

const change = (to: readonly string[]) => {
  layers = to
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether the caller's own layer, which exists while `opened`, is the topmost. */
export const useTopLayer = (opened: boolean): boolean => {
  const id = useId()
  useEffect(() => {
    if (!opened) return
    change([...layers, id])
    return () => change(layers.filter((one) => one !== id))
  }, [opened, id])
  return useSyncExternalStore(subscribe, () => layers.at(-1)) === id
}
