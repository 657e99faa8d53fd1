/** The account's other invite links: each with a name, its own roles, and how many people joined with it. */
import { ActionIcon, Badge, Button, Group, Menu, Stack, Text, Title } from '@mantine/core'
import { IconCopy, IconDots, IconPencil, IconPlus, IconRefresh, IconTrash } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { answered } from '../../../shared/client/answered.ts'
import { firstLinkId, type SharedLink } from '../../../shared/contract/invite-links.ts'
import { useSpeech, useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { flawOf, inviteLinksQuery } from '../data/link-query.ts'
import { useRoleName } from '../data/roles.ts'
import { Confirm } from '../ui/confirm.tsx'
import { useCopy } from '../ui/copy.ts'
import { Failed } from '../ui/notice.tsx'
import { useSay } from '../ui/say.ts'

const LinkForm = lazy(async () => ({ default: (await import('./link-form.tsx')).LinkForm }))

export const MoreLinks = () => {
  const words = useWords('invite')
  const { accountId } = useAccount()
  const links = useQuery(inviteLinksQuery(useUsher(), accountId))
  const [editing, setEditing] = useState<SharedLink | 'new'>()
  const others = (links.data ?? []).filter(({ linkId }) => linkId !== firstLinkId)
  return (
    <Stack gap="sm" component="section">
      <Group justify="space-between">
        <Title order={3} size="h5">
          {words.moreLinks}
        </Title>
        <Button
          size="sm"
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setEditing('new')}
        >
          {words.newLink}
        </Button>
      </Group>
      {links.isError && <Failed error={links.error} retry={links.refetch} />}
      {links.data && others.length === 0 && (
        <Text size="sm" c="dimmed">
          {words.moreLinksHint}
        </Text>
      )}
      {others.map((link) => (
        <LinkRow key={link.linkId} link={link} edit={() => setEditing(link)} />
      ))}
      {editing && (
        <Suspense>
          <LinkForm link={editing === 'new' ? undefined : editing} close={() => setEditing(undefined)} />
        </Suspense>
      )}
    </Stack>
  )
}

const LinkRow = ({ link, edit }: { readonly link: SharedLink; readonly edit: () => void }) => {
  const words = useWords('invite')
  const usher = useUsher()
  const say = useSay()
  const copy = useCopy()
  const queries = useQueryClient()
  const { accountId } = useAccount()
  const nameOf = useRoleName()
  const { list, date } = useSpeech()
  const [asking, setAsking] = useState<'replace' | 'delete'>()
  const { linkId, name = '', url, roleIds, expiresAt, maxUses, uses } = link
  const flaw = flawOf(link, new Date())
  const roles = roleIds ? list(roleIds.map(nameOf)) : words.defaultRoles
  const changed = () => queries.invalidateQueries(inviteLinksQuery(usher, accountId))
  const replace = async () => {
    await answered(usher.rotateInviteLink({ accountId, linkId }))
    await changed()
    say.done(words.linkReplaced)
  }
  const remove = async () => {
    await answered(usher.deleteInviteLink({ accountId, linkId }))
    await changed()
    say.done(words.linkDeleted(name))
  }
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <div style={{ flex: 1, minWidth: 0 }}>
        <Group gap="xs">
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Text>
          {flaw && (
            <Badge size="sm" variant="light" color="orange" tt="none">
              {words.linkStates[flaw]}
            </Badge>
          )}
        </Group>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {[
            words.linkGives(roles),
            words.linkJoined(uses, maxUses),
            ...(link.needsApproval ? [words.needsApprovalShort] : []),
            ...(expiresAt ? [words.linkUntil(date(expiresAt))] : []),
          ].join(' ')}
        </Text>
      </div>
      {url && !flaw && (
        <ActionIcon
          variant="default"
          size={34}
          aria-label={words.copyNamed(name)}
          title={words.copyNamed(name)}
          onClick={() => copy(url, words.linkCopied(roles))}
        >
          <IconCopy size={16} />
        </ActionIcon>
      )}
      <Menu width={220} shadow="md">
        <Menu.Target>
          <ActionIcon variant="default" size={34} aria-label={words.linkActions(name)}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={edit}>
            {words.editLink}
          </Menu.Item>
          <Menu.Item leftSection={<IconRefresh size={16} aria-hidden />} onClick={() => setAsking('replace')}>
            {words.replaceLink}
          </Menu.Item>
          <Menu.Item
            color="var(--mantine-color-error)"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => setAsking('delete')}
          >
            {words.deleteLink}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asking === 'replace' && (
        <Confirm
          title={words.replaceTitle}
          text={words.replaceText}
          action={words.replaceLink}
          act={replace}
          close={() => setAsking(undefined)}
        />
      )}
      {asking === 'delete' && (
        <Confirm
          title={words.deleteTitle(name)}
          text={words.deleteText}
          action={words.deleteLink}
          act={remove}
          close={() => setAsking(undefined)}
        />
      )}
    </Group>
  )
}
