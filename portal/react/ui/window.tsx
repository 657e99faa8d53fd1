/** A window over the page, and how the forms in windows end. */
import { Alert, Button, Group, Modal, type ModalProps } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useWords } from '../../words/portal-words.tsx'
import { lastFocusOutside } from './focus-memory.ts'

/**
 * Open unless `opened` says otherwise. A click beside it does not close it, so that no draft is lost by one; and once it
 * is closed, the focus is where it was.
 */
export const Window = (props: Partial<ModalProps> & Pick<ModalProps, 'title' | 'onClose'>) => {
  const { close } = useWords('frame')
  useFocusAfter(props.opened ?? true)
  return <Modal opened closeOnClickOutside={false} closeButtonProps={{ 'aria-label': close }} {...props} />
}

/** What had the focus gets it back where nothing else has it. */
const useFocusAfter = (opened: boolean): void =>
  useEffect(() => {
    if (!opened) return
    const opener = lastFocusOutside()
    return () => {
      setTimeout(() => {
        const another = document.querySelector('[role="dialog"]')
        if (document.activeElement === document.body && !another) opener?.focus()
      }, afterClosing)
    }
  }, [opened])

/** Milliseconds in which a window that closes, and a menu, have given up the focus. */
const afterClosing = 50

type FormEndProps = {
  /** What was refused about the whole. */
  readonly refused: string | undefined
  readonly sending: boolean
  /** What the button says that sends the form. */
  readonly action: string
  readonly cancel?: () => void
  /** Another button, at the other end. */
  readonly children?: ReactNode
}

export const FormEnd = ({ refused, sending, action, cancel, children }: FormEndProps) => {
  const words = useWords('frame')
  return (
    <>
      {refused && (
        <Alert color="red" role="alert">
          {refused}
        </Alert>
      )}
      <Group justify={children ? 'space-between' : 'flex-end'}>
        {children}
        {cancel && (
          <Button variant="default" onClick={cancel}>
            {words.cancel}
          </Button>
        )}
        <Button type="submit" loading={sending}>
          {action}
        </Button>
      </Group>
    </>
  )
}
