/** Asks for confirmation before an action that many would regret doing by accident. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useWords } from '../../words/portal-words.tsx'
import { useExplain } from './notice.tsx'
import { Window } from './window.tsx'

type Props = {
  readonly title: string
  readonly text: string
  /** The label of the button that does it. */
  readonly action: string
  readonly act: () => Promise<unknown>
  readonly close: () => void
}

/** Performs the action and closes. A refusal is shown here, without closing. */
export const Confirm = ({ title, text, action, act, close }: Props) => {
  const { cancel } = useWords('frame')
  const explain = useExplain()
  const { mutate, isPending, error } = useMutation({ mutationFn: act, onSuccess: close })
  return (
    <Window onClose={close} title={title}>
      <Stack gap="md">
        <Text>{text}</Text>
        {error && (
          <Alert color="red" role="alert">
            {explain(error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={close}>
            {cancel}
          </Button>
          <Button color="red" autoContrast={false} loading={isPending} onClick={() => mutate()}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Window>
  )
}
