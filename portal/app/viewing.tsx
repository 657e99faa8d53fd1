/** The pages as their reader sees them or, once they ask, as somebody with one role would. Then nothing is written. */
import { Button, Group, Text } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { usherClient } from '../../shared/client/client.ts'
import { AccountProvider, type Membership } from '../react/data/account.ts'
import { ClientProvider } from '../react/data/api.ts'
import { pathOf } from '../react/data/paths.ts'
import { type Role, useRoleTitle } from '../react/data/roles.ts'
import { ViewAsProvider } from '../react/data/view-as.ts'
import { idTokenOf } from '../start/session.ts'
import { useWords } from '../words/portal-words.tsx'
import { useSession } from './session-context.ts'
import classes from './viewing.module.css'

type Props = {
  readonly membership: Membership
  readonly children: (membership: Membership) => ReactNode
}

export const Viewing = ({ membership, children }: Props) => {
  const [role, setRole] = useState<Role>()
  const [, navigate] = useLocation()
  const { accountId } = membership
  const begin = (as: Role) => {
    setRole(as)
    navigate(`/accounts/${accountId}`)
  }
  const end = () => {
    setRole(undefined)
    navigate(pathOf(accountId, 'roles'))
  }
  if (role)
    return (
      <Seen key={role.roleId} role={role} membership={membership} end={end}>
        {children}
      </Seen>
    )
  return (
    <AccountProvider value={membership} key={accountId}>
      <ViewAsProvider value={{ begin }}>{children(membership)}</ViewAsProvider>
    </AccountProvider>
  )
}

type SeenProps = Props & { readonly role: Role; readonly end: () => void }

const Seen = ({ role, membership, end, children }: SeenProps) => {
  const { manager } = useSession()
  const [usher] = useState(() => usherClient({ token: idTokenOf(manager), readOnly: true }))
  // Of its own: what is cached, its reader may see, and somebody with this role perhaps not.
  const [queries] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: false } } }))
  const seen = { ...membership, roleIds: [role.roleId], permissions: role.permissions }
  return (
    <ClientProvider value={usher}>
      <QueryClientProvider client={queries}>
        <AccountProvider value={seen}>
          <Banner role={role} end={end} />
          {children(seen)}
        </AccountProvider>
      </QueryClientProvider>
    </ClientProvider>
  )
}

const Banner = ({ role, end }: Pick<SeenProps, 'role' | 'end'>) => {
  const words = useWords('frame')
  const titleOf = useRoleTitle()
  const banner = useRef<HTMLElement>(null)
  useEffect(() => banner.current?.focus(), [])
  return (
    <section ref={banner} tabIndex={-1} aria-label={words.viewing.label} className={classes.banner}>
      <Group justify="center" gap="sm">
        <Text size="sm">{words.viewing.as(titleOf(role))}</Text>
        <Button size="compact-sm" variant="white" onClick={end}>
          {words.viewing.end}
        </Button>
      </Group>
    </section>
  )
}
