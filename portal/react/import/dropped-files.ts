/** Files dropped anywhere on the page. Outside the drop zone, the browser would otherwise open them. */
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
      // Without a target the drag has left the window; otherwise it has moved between parts of the page.
      if (event.relatedTarget === null) setOver(false)
    }
    document.addEventListener('dragover', enter, { signal })
    document.addEventListener('dragleave', leave, { signal })
    document.addEventListener('drop', (event) => drop(event), { signal })
    return () => listening.abort()
  }, [])
  return over
}
