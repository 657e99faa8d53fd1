/** A window over the page, and how the forms in windows end. */
import { Alert, Button, Group, Modal, type ModalProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../words/portal-words.tsx'

/** Open unless `opened` says otherwise; its cross has a name. */
export const Window = (props: Partial<ModalProps> & Pick<ModalProps, 'title' | 'onClose'>) => {
  const { close } = useWords('frame')
  return <Modal opened closeButtonProps={{ 'aria-label': close }} {...props} />
}

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
