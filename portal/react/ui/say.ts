/** A notification at the top of the page about what has just happened. */
import { notificationsStore, showNotification } from '@mantine/notifications'
import { createContext, type Provider, useContext } from 'react'
import { useWords } from '../../words/portal-words.tsx'
import { useExplain } from './notice.tsx'

type Say = {
  readonly done: (message: string) => void
  readonly failed: (title: string, error: Error) => void
  readonly refused: (message: string) => void
}

type Store = typeof notificationsStore

const store = createContext<Store>(notificationsStore)

/** For pages that show their notices themselves; all others share one store. */
export const NoticesProvider: Provider<Store> = store.Provider

export const useNoticesStore = (): Store => useContext(store)

export const useSay = (): Say => {
  const shownIn = useNoticesStore()
  const { close } = useWords('frame')
  const explain = useExplain()
  const show = (parts: Parameters<typeof showNotification>[0]) => {
    showNotification({ ...parts, closeButtonProps: { 'aria-label': close } }, shownIn)
  }
  return {
    done: (message) => show({ message }),
    refused: (message) => show({ color: 'red', message }),
    failed: (title, error) => show({ color: 'red', title, message: explain(error) }),
  }
}
