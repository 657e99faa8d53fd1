/** A window over the page, and how the forms in windows end. */
import { Alert, Button, Group, Modal, type ModalProps, Stack, Text } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import { useWords } from '../../words/portal-words.tsx'
import { lastFocusOutside } from './focus-memory.ts'
import { useTopLayer } from './layers.ts'
import classes from './window.module.css'

type Props = Partial<Omit<ModalProps, 'children'>> &
  Pick<ModalProps, 'title' | 'onClose'> & {
    /** A function gets what closes the window as Escape does: with a question where something would be lost. */
    readonly children: ReactNode | ((askToClose: () => void) => ReactNode)
    /** Whether something was entered that closing would lose: then it asks first. */
    readonly dirty?: boolean
  }

/**
 * Open unless `opened` says otherwise. A click beside it doesn't close it, and Escape closes the topmost window alone, so
 * that no draft is lost by a slip; once it is closed, the focus is where it was.
 */
export const Window = ({ dirty = false, onClose, children, ...props }: Props) => {
  const { close } = useWords('frame')
  const opened = props.opened ?? true
  const [asking, setAsking] = useState(false)
  const isTop = useTopLayer(opened)
  useFocusAfter(opened)
  const askToClose = dirty ? () => setAsking(true) : onClose
  return (
    <>
      <Modal
        opened
        closeOnClickOutside={false}
        closeOnEscape={isTop}
        closeButtonProps={{ 'aria-label': close }}
        onClose={askToClose}
        {...props}
      >
        {typeof children === 'function' ? children(askToClose) : children}
      </Modal>
      {asking && (
        <Discard
          keep={() => setAsking(false)}
          discard={() => {
            setAsking(false)
            onClose()
          }}
        />
      )}
    </>
  )
}

type DiscardProps = { readonly keep: () => void; readonly discard: () => void }

const Discard = ({ keep, discard }: DiscardProps) => {
  const words = useWords('frame')
  const isTop = useTopLayer(true)
  return (
    <Modal
      opened
      size="sm"
      title={words.discardTitle}
      closeOnEscape={isTop}
      closeButtonProps={{ 'aria-label': words.close }}
      onClose={keep}
    >
      <Stack gap="md">
        <Text>{words.discardText}</Text>
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={keep}>
            {words.keepEditing}
          </Button>
          <Button color="red" onClick={discard}>
            {words.discard}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
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
      <WindowEnd>
        {children && <div style={{ marginInlineEnd: 'auto' }}>{children}</div>}
        {cancel && (
          <Button variant="default" onClick={cancel}>
            {words.cancel}
          </Button>
        )}
        <Button type="submit" loading={sending}>
          {action}
        </Button>
      </WindowEnd>
    </>
  )
}

/** The buttons that end what is in a window. They stay in sight however much stands above them. */
export const WindowEnd = ({ children }: { readonly children: ReactNode }) => (
  <Group justify="flex-end" gap="sm" className={classes.end}>
    {children}
  </Group>
)
