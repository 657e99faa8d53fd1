/** Where short notices come up, such as “Invited”. How they look is loaded with the first of them. */
import { useNotifications } from '@mantine/notifications'
import { lazy, Suspense, useEffect, useState } from 'react'

const ShownNotices = lazy(async () => ({ default: (await import('./shown-notices.tsx')).ShownNotices }))

export const Notices = () => {
  const waiting = useNotifications().notifications.length > 0
  const [needed, need] = useState(false)
  useEffect(() => {
    if (waiting) need(true)
  }, [waiting])
  return <Suspense>{needed && <ShownNotices />}</Suspense>
}
