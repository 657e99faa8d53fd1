/** A notification at the top of the page about what has just happened. */
import { notifications } from '@mantine/notifications'
import { useWords } from '../../words/portal-words.tsx'
import { useExplain } from './notice.tsx'

type Say = {
  readonly done: (message: string) => void
  readonly failed: (title: string, error: Error) => void
  readonly refused: (message: string) => void
}

export const useSay = (): Say => {
  const { close } = useWords('frame')
  const explain = useExplain()
  const show = (parts: Parameters<typeof notifications.show>[0]) => {
    notifications.show({ ...parts, closeButtonProps: { 'aria-label': close } })
  }
  return {
    done: (message) => show({ message }),
    refused: (message) => show({ color: 'red', message }),
    failed: (title, error) => show({ color: 'red', title, message: explain(error) }),
  }
}
