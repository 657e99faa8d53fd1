/** What the window shows after people were invited: each of them, with the link if no email was sent. */
import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconCopy, IconMail } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useSpeech, useWords } from '../../words/portal-words.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { useCopy } from '../ui/copy.ts'
import { WindowEnd } from '../ui/window.tsx'
import type { InvitedUser } from './invitation.ts'
import classes from './invitation-results.module.css'
import type { Sent } from './invite-form.tsx'

type Props = {
  readonly sent: Sent
  /** Back to the form: empty, or with those who weren't invited. */
  readonly more: () => void
  readonly close: () => void
}

export const InvitationResults = ({ sent: { invited, left }, more, close }: Props) => {
  const words = useWords('invite')
  const { date } = useSpeech()
  const copy = useCopy()
  const title = useRef<HTMLHeadingElement>(null)
  // The clicked element is gone.
  useEffect(() => title.current?.focus(), [])
  const linked = invited.filter(({ invitationUrl }) => invitationUrl)
  const expiresAt = invited.at(0)?.expiresAt
  return (
    <Stack gap="md">
      <div>
        <Title order={3} size="h4" ref={title} tabIndex={-1} style={{ outline: 'none' }}>
          {words.invitedTitle(invited.length)}
        </Title>
        <Text size="sm" c="dimmed">
          {linked.length > 0 ? words.invitedByLink(linked.length) : words.invitedByMail}{' '}
          {expiresAt && words.until(date(expiresAt))}
        </Text>
      </div>
      <ul className={classes.list} aria-label={words.peopleList}>
        {invited.map((user) => (
          <Invited key={user.userId} user={user} />
        ))}
      </ul>
      {left.length > 0 && (
        <Alert color="orange" title={words.notInvited(left.length)} role="status">
          <ul className={classes.reasons}>
            {left.map(({ email, refused }) => (
              <li key={email}>
                {email}: {refused}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <WindowEnd>
        {linked.length > 1 && (
          <Button
            variant="default"
            leftSection={<IconCopy size={16} aria-hidden />}
            me="auto"
            onClick={() =>
              copy(
                linked
                  .map(({ name, email, invitationUrl }) => `${name} <${email}>\t${invitationUrl}`)
                  .join('\n'),
                words.linksCopied(linked.length),
              )
            }
          >
            {words.copyLinks}
          </Button>
        )}
        <Button variant={left.length > 0 ? 'filled' : 'default'} onClick={more}>
          {left.length > 0 ? words.correctRest(left.length) : words.another}
        </Button>
        <Button variant={left.length > 0 ? 'default' : 'filled'} onClick={close}>
          {words.done}
        </Button>
      </WindowEnd>
    </Stack>
  )
}

const Invited = ({ user: { userId, name, email, invitationUrl } }: { readonly user: InvitedUser }) => {
  const words = useWords('invite')
  const copy = useCopy()
  return (
    <li className={classes.person}>
      <Avatar id={userId} name={name} size={32} />
      <div className={classes.who}>
        <Text size="sm" fw={550} truncate>
          {name}
        </Text>
        <Text size="xs" c="dimmed" truncate title={email}>
          {email}
        </Text>
      </div>
      {invitationUrl ? (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconCopy size={14} aria-hidden />}
          aria-label={words.copyLinkOf(name)}
          onClick={() => copy(invitationUrl, words.personalLinkCopied(name))}
        >
          {words.copyPersonalLink}
        </Button>
      ) : (
        <Group gap={4} wrap="nowrap" c="var(--mantine-color-teal-light-color)">
          <IconMail size={16} aria-hidden />
          <Text size="sm">{words.mailUnderway}</Text>
        </Group>
      )}
    </li>
  )
}
