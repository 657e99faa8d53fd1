/** A text to copy, with one click or by hand. */
import { ActionIcon, Button, Group, TextInput } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useWords } from '../../words/portal-words.tsx'
import { useCopy } from './copy.ts'

type Props = {
  readonly label: string
  readonly text: string
  /** The label of a button beside the field, and the message that it worked; a small button in the field by default. */
  readonly button?: string
  readonly said?: string
  /** If copying is currently of no use. */
  readonly quiet?: boolean
}

export const CopyField = ({ label, text, button, said, quiet = false }: Props) => {
  const words = useWords('frame')
  const copy = useCopy()
  const small = (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={30}
      aria-label={words.copy}
      title={words.copy}
      onClick={() => copy(text, said)}
    >
      <IconCopy size={18} />
    </ActionIcon>
  )
  // The button is as wide as the field where it stands below it.
  return (
    <Group align="flex-end" gap="xs">
      <TextInput
        flex="999 1 220px"
        readOnly
        label={label}
        value={text}
        rightSection={button === undefined && small}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      {button !== undefined && (
        <Button
          flex="1 0 auto"
          variant={quiet ? 'default' : 'filled'}
          leftSection={<IconCopy size={18} aria-hidden />}
          onClick={() => copy(text, said)}
        >
          {button}
        </Button>
      )}
    </Group>
  )
}
