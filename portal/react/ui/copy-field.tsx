/** A text to copy, with one click or by hand. */
import { Button, Group, TextInput } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useWords } from '../../words/portal-words.tsx'
import { useCopy } from './copy.ts'

type Props = {
  readonly label: string
  readonly text: string
  /** The button's label, and the message that it worked; general ones by default. */
  readonly button?: string
  readonly said?: string
  /** If copying is currently of no use. */
  readonly quiet?: boolean
}

export const CopyField = ({ label, text, button, said, quiet = false }: Props) => {
  const words = useWords('frame')
  const copy = useCopy()
  return (
    <Group align="flex-end" gap="xs">
      <TextInput
        flex="1 1 220px"
        readOnly
        label={label}
        value={text}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <Button
        variant={quiet ? 'default' : 'filled'}
        leftSection={<IconCopy size={18} aria-hidden />}
        onClick={() => copy(text, said)}
      >
        {button ?? words.copy}
      </Button>
    </Group>
  )
}
