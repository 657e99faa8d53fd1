/** Where short notices come up, such as “Invited”. How they look is loaded with the first of them. */
import { useNotifications } from '@mantine/notifications'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useNoticesStore } from './say.ts'

const ShownNotices = lazy(async () => ({ default: (await import('./shown-notices.tsx')).ShownNotices }))

export const Notices = () => {
  const store = useNoticesStore()
  const waiting = useNotifications(store).notifications.length > 0
  const [needed, need] = useState(false)
  useEffect(() => {
    if (waiting) need(true)
  }, [waiting])
  return <Suspense>{needed && <ShownNotices store={store} />}</Suspense>
}
