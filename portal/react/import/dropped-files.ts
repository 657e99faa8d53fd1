/** Files that somebody drops on the page, wherever on it: beside the right place the browser would open them instead. */
import { useEffect, useEffectEvent, useState } from 'react'

/** Whether files are being dragged over the page; `take` gets those that are dropped. */
export const useDroppedFiles = (take: (files: readonly File[]) => void): boolean => {
  const [over, setOver] = useState(false)
  const drop = useEffectEvent((event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take([...(event.dataTransfer?.files ?? [])])
  })
  useEffect(() => {
    const listening = new AbortController()
    const { signal } = listening
    const enter = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      // Without a target the drag has left the window; else it has gone from one part of the page to another.
      if (event.relatedTarget === null) setOver(false)
    }
    document.addEventListener('dragover', enter, { signal })
    document.addEventListener('dragleave', leave, { signal })
    document.addEventListener('drop', (event) => drop(event), { signal })
    return () => listening.abort()
  }, [])
  return over
}
