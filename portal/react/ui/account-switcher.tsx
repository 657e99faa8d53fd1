/** The account's name; for people in several accounts, a switch to the others. */
import { Button, Menu, Text } from '@mantine/core'
import { IconCheck, IconSelector } from '@tabler/icons-react'
import { useWords } from '../../words/portal-words.tsx'
import type { Membership } from '../data/account.ts'

type Props = {
  readonly membership: Membership
  readonly memberships: readonly Membership[]
  readonly choose: (accountId: string) => unknown
}

export const AccountSwitcher = ({ membership, memberships, choose }: Props) => {
  const words = useWords('frame')
  if (memberships.length < 2)
    return (
      <Text fw={650} truncate>
        {membership.name}
      </Text>
    )
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          px="xs"
          c="var(--mantine-color-text)"
          rightSection={<IconSelector size={16} aria-hidden />}
          aria-label={words.switchAccount(membership.name)}
        >
          {membership.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        {memberships.map(({ accountId, name }) => (
          <Menu.Item
            key={accountId}
            onClick={() => choose(accountId)}
            aria-current={accountId === membership.accountId || undefined}
            rightSection={accountId === membership.accountId && <IconCheck size={16} aria-hidden />}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
