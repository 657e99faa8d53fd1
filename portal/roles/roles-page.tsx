/** The Roles page: what each role may do, and which of them people get who come by the invite link. */
import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useAccount, useMay } from '../frame/account.ts'
import { Failed } from '../frame/notice.tsx'
import { useWords } from '../words/portal-words.tsx'
import { DefaultRolesBar, useDefaultRoles } from './default-roles.tsx'
import { type Role, useRoles } from './queries.ts'
import { RoleCard } from './role-card.tsx'
import { RoleWindow } from './role-window.tsx'

export const RolesPage = () => {
  const words = useWords('roles')
  const { name } = useAccount()
  const roles = useRoles()
  const mayWrite = useMay('roles:write')
  const [making, setMaking] = useState(false)
  useDocumentTitle(`${words.title} · ${name}`)
  return (
    <Stack gap="lg" maw={860} mx="auto" px="md" py="lg">
      <Group justify="space-between" align="flex-start">
        <div style={{ flex: '1 1 260px' }}>
          <Title order={1} size="h2">
            {words.title}
          </Title>
          <Text c="dimmed">{words.intro}</Text>
        </div>
        {mayWrite && roles.data && (
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setMaking(true)}>
            {words.newRole}
          </Button>
        )}
      </Group>
      {making && roles.data && <RoleWindow roles={roles.data} close={() => setMaking(false)} />}
      {roles.isPending && <Skeletons />}
      {roles.isError && <Failed error={roles.error} retry={roles.refetch} />}
      {roles.data && <Roles roles={roles.data} />}
    </Stack>
  )
}

const Roles = ({ roles }: { readonly roles: readonly Role[] }) => {
  const words = useWords('roles')
  const mayWrite = useMay('roles:write')
  const defaults = useDefaultRoles(roles)
  return (
    <>
      {!mayWrite && (
        <Text size="sm" c="dimmed">
          {words.mayNotChange}
        </Text>
      )}
      <Stack component="ul" gap="md" p={0} m={0} style={{ listStyle: 'none' }}>
        {roles.map((role) => (
          <RoleCard
            key={role.roleId}
            role={role}
            roles={roles}
            checked={defaults.chosen.has(role.roleId)}
            change={(checked) => defaults.choose(role.roleId, checked)}
          />
        ))}
      </Stack>
      <DefaultRolesBar roles={roles} defaults={defaults} />
    </>
  )
}

const Skeletons = () => (
  <Stack gap="md" role="status" aria-label={useWords('frame').loading}>
    {[1, 2, 3].map((card) => (
      <Skeleton key={card} height={140} />
    ))}
  </Stack>
)
