/** Copying, with a word that it worked: a browser may refuse. */
import { notifications } from '@mantine/notifications'
import { useWords } from '../words/portal-words.tsx'

/** Copies a text, and says so with `said`, or in general. */
export const useCopy = (): ((text: string, said?: string) => Promise<void>) => {
  const { copied, copyFailed } = useWords('frame')
  return async (text, said = copied) => {
    try {
      await navigator.clipboard.writeText(text)
      notifications.show({ message: said })
    } catch {
      notifications.show({ color: 'red', message: copyFailed })
    }
  }
}
