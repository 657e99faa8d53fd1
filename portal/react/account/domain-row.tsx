/** One domain of the account. */
import { ActionIcon, Badge, Button, Group, Menu, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDots, IconFileText, IconPencil, IconRefresh, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answered } from '../../../shared/client/answered.ts'
import { daysUntilLost, type VerifiedDomain } from '../../../shared/contract/domains.ts'
import { useSpeech, useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { domainsQuery } from '../data/domains.ts'
import { useRoleName } from '../data/roles.ts'
import { Confirm } from '../ui/confirm.tsx'
import { CopyField } from '../ui/copy-field.tsx'
import { useSay } from '../ui/say.ts'
import classes from './domains.module.css'

type Props = { readonly domain: VerifiedDomain; readonly edit: () => void }

const colors = { unproved: 'gray', proved: 'accent', lost: 'red' } as const

export const DomainRow = ({ domain: found, edit }: Props) => {
  const { domain, state, missingSince, unvouched } = found
  const words = useWords('domains')
  const usher = useUsher()
  const say = useSay()
  const queries = useQueryClient()
  const { accountId } = useAccount()
  const { date } = useSpeech()
  const [isShown, record] = useDisclosure(state !== 'proved')
  const [isRemoving, removing] = useDisclosure()
  const changed = () => queries.invalidateQueries(domainsQuery(usher, accountId))
  const check = useMutation({
    mutationFn: () => answered(usher.verifyDomain({ accountId, domain })),
    onSuccess: async (checked) => {
      await changed()
      const isThere = checked.state === 'proved' && checked.missingSince === undefined
      if (isThere) {
        record.close()
        say.done(words.found(domain))
      } else {
        record.open()
        say.refused(words.notFound(domain))
      }
    },
    onError: (error) => say.failed(domain, error),
  })
  const remove = async () => {
    await answered(usher.removeDomain({ accountId, domain }))
    await changed()
    say.done(words.removed(domain))
  }
  return (
    <Stack gap="sm" className={classes.domain}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <div style={{ flex: 1, minWidth: 0 }}>
          <Group gap="xs">
            <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
              {domain}
            </Text>
            <Badge size="sm" variant="light" color={colors[state]} tt="none">
              {words.states[state]}
            </Badge>
          </Group>
          <Joins domain={found} />
          {unvouched && <Warning text={words.unvouched} />}
          {state === 'proved' && missingSince !== undefined && (
            <Warning text={words.missing(date(missingSince), daysUntilLost)} />
          )}
        </div>
        <Menu width={220} shadow="md">
          <Menu.Target>
            <ActionIcon variant="default" size={34} aria-label={words.actions(domain)}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={edit}>
              {words.edit}
            </Menu.Item>
            {!isShown && (
              <Menu.Item leftSection={<IconFileText size={16} aria-hidden />} onClick={record.open}>
                {words.showRecord}
              </Menu.Item>
            )}
            <Menu.Item leftSection={<IconRefresh size={16} aria-hidden />} onClick={() => check.mutate()}>
              {words.check}
            </Menu.Item>
            <Menu.Item
              color="var(--mantine-color-error)"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={removing.open}
            >
              {words.remove}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Group>
      {isShown && (
        <Stack gap="xs" className={classes.record}>
          <Text size="sm">{words.prove}</Text>
          <CopyField label={words.recordName} text={found.record.name} />
          <CopyField label={words.recordValue} text={found.record.value} />
          <Group>
            <Button
              size="sm"
              variant="light"
              aria-label={words.checkOf(domain)}
              loading={check.isPending}
              onClick={() => check.mutate()}
            >
              {words.check}
            </Button>
          </Group>
        </Stack>
      )}
      {isRemoving && (
        <Confirm
          title={words.removeTitle(domain)}
          text={words.removeText}
          action={words.remove}
          act={remove}
          close={removing.close}
        />
      )}
    </Stack>
  )
}

/** How people join by it, and how many have. */
const Joins = ({ domain: { state, joining, roleIds, joined } }: Pick<Props, 'domain'>) => {
  const words = useWords('domains')
  const nameOf = useRoleName()
  const { list } = useSpeech()
  const joins = state === 'proved' ? words.joins : words.wouldJoin
  const roles = roleIds ? list(roleIds.map(nameOf)) : words.defaultRolesIn
  return (
    <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      {joining === 'at-once' ? joins['at-once'](roles) : joins[joining]}
      {joined > 0 && ` ${words.joined(joined)}`}
    </Text>
  )
}

const Warning = ({ text }: { readonly text: string }) => (
  <Text size="xs" mt={4} c="var(--mantine-color-error)">
    {text}
  </Text>
)
