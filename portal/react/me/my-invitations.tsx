/** Invitations waiting for the current person, each with buttons to accept and decline. */
import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { MyInvitation } from '../../../shared/contract/my-invitations.ts'
import { useSpeech, useWords } from '../../words/portal-words.tsx'
import { useMyInvitations } from '../data/my-invitations.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { useSay } from '../ui/say.ts'

export const MyInvitations = ({ invitations }: { readonly invitations: readonly MyInvitation[] }) => {
  const { invitations: label } = useWords('me')
  return (
    <Stack component="ul" aria-label={label} gap="md" p={0} m={0} w="100%" style={{ listStyle: 'none' }}>
      {invitations.map((invitation) => (
        <li key={invitation.accountId}>
          <Invitation invitation={invitation} />
        </li>
      ))}
    </Stack>
  )
}

const Invitation = ({ invitation }: { readonly invitation: MyInvitation }) => {
  const { accountId, accountName, invitedBy, roleNames, expiresAt } = invitation
  const words = useWords('me')
  const { list, date } = useSpeech()
  const say = useSay()
  const [, navigate] = useLocation()
  const { accept, decline } = useMyInvitations()
  const [asking, setAsking] = useState(false)
  const accepting = useMutation({
    mutationFn: () => accept(accountId),
    onSuccess: () => {
      say.done(words.accepted(accountName))
      navigate(`/accounts/${accountId}`)
    },
    onError: (error) => say.failed(accountName, error),
  })
  return (
    <Group gap="sm" ta="start">
      <Avatar id={accountId} name={accountName} />
      <div style={{ flex: '1 1 14rem', minWidth: 0 }}>
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {accountName}
        </Text>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {words.invitation(list(roleNames), invitedBy)} {words.invitationUntil(date(expiresAt))}
        </Text>
      </div>
      <Group gap="xs" wrap="nowrap">
        <Button
          size="sm"
          aria-label={words.acceptOf(accountName)}
          loading={accepting.isPending}
          onClick={() => accepting.mutate()}
        >
          {words.accept}
        </Button>
        <Button
          size="sm"
          variant="default"
          aria-label={words.declineOf(accountName)}
          disabled={accepting.isPending}
          onClick={() => setAsking(true)}
        >
          {words.decline}
        </Button>
      </Group>
      {asking && (
        <Confirm
          title={words.declineTitle(accountName)}
          text={words.declineText}
          action={words.decline}
          act={async () => {
            await decline(accountId)
            say.done(words.declined(accountName))
          }}
          close={() => setAsking(false)}
        />
      )}
    </Group>
  )
}
