/** A window over the page, and the end of forms in windows. */
import { Alert, Button, Group, Modal, type ModalProps, Stack, Text } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import { useWords } from '../../words/portal-words.tsx'
import { lastFocusOutside } from './focus-memory.ts'
import { useTopLayer } from './layers.ts'
import classes from './window.module.css'

type Props = Partial<Omit<ModalProps, 'children'>> &
  Pick<ModalProps, 'title' | 'onClose'> & {
    /** A function gets a callback that closes the window as Escape does: it asks first if something would be lost. */
    readonly children: ReactNode | ((askToClose: () => void) => ReactNode)
    /** Whether something was entered that closing would lose; if so, it asks first. */
    readonly dirty?: boolean
  }

/**
 * Open unless `opened` says otherwise. A click outside doesn't close it, and Escape closes only the topmost window, so
 * that no draft is lost by accident. Once it's closed, the focus returns to where it was.
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
          <Button color="red" autoContrast={false} onClick={discard}>
            {words.discard}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** Returns the focus to the element that had it, if nothing else has it now. */
const useFocusAfter = (opened: boolean): void =>
  useEffect(() => {
    if (!opened) return
    const opener = lastFocusOutside()
    return () => {
      setTimeout(() => {
        const root = opener?.getRootNode()
        const another = root instanceof ShadowRoot || root instanceof Document ? dialogIn(root) : undefined
        if (document.activeElement === document.body && !another) opener?.focus()
      }, afterClosing)
    }
  }, [opened])

const dialogIn = (root: ParentNode) => root.querySelector('[role="dialog"]')

/** Milliseconds after which a closing window, and a menu, have given up the focus. */
const afterClosing = 50

type FormEndProps = {
  /** The refusal of the form as a whole. */
  readonly refused: string | undefined
  readonly sending: boolean
  /** The label of the button that submits the form. */
  readonly action: string
  readonly cancel?: () => void
  /** Whether it can't be undone. */
  readonly danger?: boolean
  /** Another button, at the other end. */
  readonly children?: ReactNode
}

export const FormEnd = ({ refused, sending, action, cancel, danger = false, children }: FormEndProps) => {
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
        <Button type="submit" loading={sending} {...(danger && { color: 'red', autoContrast: false })}>
          {action}
        </Button>
      </WindowEnd>
    </>
  )
}

/** The buttons at the end of a window. They stay visible however long its content is. */
export const WindowEnd = ({ children }: { readonly children: ReactNode }) => (
  <Group justify="flex-end" gap="sm" className={classes.end}>
    {children}
  </Group>
)
