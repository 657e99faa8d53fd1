/** The Roles page: what each role permits, and which ones people get through the invite link. */
import { Button, Skeleton, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useWords } from '../../words/portal-words.tsx'
import { useMay } from '../data/account.ts'
import { type Role, useRoles } from '../data/roles.ts'
import { Failed } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { DefaultRolesBar, useDefaultRoles } from './default-roles.tsx'
import { RoleCard } from './role-card.tsx'
import { RoleWindow } from './role-window.tsx'

export const RolesPage = () => {
  const words = useWords('roles')
  const roles = useRoles()
  const mayWrite = useMay('roles:write')
  const [making, setMaking] = useState(false)
  return (
    <Page
      title={words.title}
      intro={words.intro}
      width={860}
      actions={
        mayWrite &&
        roles.data && (
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setMaking(true)}>
            {words.newRole}
          </Button>
        )
      }
    >
      {making && roles.data && <RoleWindow roles={roles.data} close={() => setMaking(false)} />}
      {roles.isPending && <Skeletons />}
      {roles.isError && <Failed error={roles.error} retry={roles.refetch} />}
      {roles.data && <Roles roles={roles.data} />}
    </Page>
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
