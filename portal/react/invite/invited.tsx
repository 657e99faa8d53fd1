/** What stands in the window after somebody was invited. */
import { Button, Group, Stack, Text, ThemeIcon, Title } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useSpeech, useWords } from '../../words/portal-words.tsx'
import { CopyField } from './copy-field.tsx'
import type { InvitedUser } from './invitation.ts'

type Props = { readonly user: InvitedUser; readonly another: () => void; readonly close: () => void }

export const Invited = ({ user, another, close }: Props) => {
  const words = useWords('invite')
  const { date } = useSpeech()
  const { name, email, expiresAt, invitationUrl } = user
  return (
    <Stack gap="md" py="sm">
      <Stack align="center" ta="center" gap="xs" role="status">
        <ThemeIcon size={48} radius="xl" color="teal" variant="light" aria-hidden>
          <IconCheck />
        </ThemeIcon>
        <Title order={3} size="h4">
          {words.invitedTitle}
        </Title>
        <Text style={{ overflowWrap: 'anywhere' }}>
          {invitationUrl ? words.invitedLink(name) : words.invitedMail(name, email)}
        </Text>
        {expiresAt && (
          <Text size="sm" c="dimmed">
            {words.until(date(expiresAt))}
          </Text>
        )}
      </Stack>
      {invitationUrl && <CopyField label={words.personalLink} text={invitationUrl} />}
      <Group justify="center">
        <Button variant="default" onClick={close}>
          {words.done}
        </Button>
        <Button onClick={another} data-autofocus>
          {words.another}
        </Button>
      </Group>
    </Stack>
  )
}
