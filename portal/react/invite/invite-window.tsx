/** The window that invites: people by their addresses, or anyone by a link. */
import { Tabs } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconLink, IconMail } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { User } from '../../../shared/contract/users.ts'
import { useSpeech, useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { rolesQuery } from '../data/roles.ts'
import { Failed, Loading } from '../ui/notice.tsx'
import { SeatsLeft } from '../ui/seats.tsx'
import { Window } from '../ui/window.tsx'
import { type InvitedUser, useInvite } from './invitation.ts'
import { Invited } from './invited.tsx'
import { LinkPanel } from './link-panel.tsx'
import { OnePerson } from './one-person.tsx'
import type { Pasted } from './pasted-people.ts'
import { SeveralPeople } from './several-people.tsx'

type Way = 'mail' | 'link'

type Props = {
  /** The way that the window begins with; closed where there is none. */
  readonly way: Way | undefined
  readonly close: () => void
  readonly invited: (user: User) => void
  readonly openUser: (userId: string) => void
}

export const InviteWindow = ({ way, close, ...rest }: Props) => {
  const words = useWords('invite')
  const { name } = useAccount()
  const narrow = useMediaQuery('(max-width: 36em)', undefined, { getInitialValueInEffect: false })
  return (
    <Window
      opened={way !== undefined}
      onClose={close}
      title={words.title(name)}
      size="lg"
      fullScreen={narrow}
    >
      <SeatsLeft />
      <Tabs defaultValue={way ?? 'mail'} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="mail" leftSection={<IconMail size={18} aria-hidden />}>
            {words.byMail}
          </Tabs.Tab>
          <Tabs.Tab value="link" leftSection={<IconLink size={18} aria-hidden />}>
            {words.byLink}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="mail">
          <ByMail close={close} {...rest} />
        </Tabs.Panel>
        <Tabs.Panel value="link">
          <LinkPanel />
        </Tabs.Panel>
      </Tabs>
    </Window>
  )
}

const ByMail = ({ close, invited, openUser }: Omit<Props, 'way'>) => {
  const { accountId } = useAccount()
  const roles = useQuery(rolesQuery(useUsher(), accountId, useSpeech().language))
  const send = useInvite(invited)
  const [several, setSeveral] = useState<Pasted>()
  const [user, setUser] = useState<InvitedUser>()
  if (roles.isPending) return <Loading />
  if (roles.isError) return <Failed error={roles.error} retry={roles.refetch} />
  if (user) return <Invited user={user} another={() => setUser(undefined)} close={close} />
  if (several)
    return (
      <SeveralPeople
        pasted={several}
        roles={roles.data}
        send={send}
        back={() => setSeveral(undefined)}
        close={close}
      />
    )
  return (
    <OnePerson
      roles={roles.data}
      send={send}
      sent={setUser}
      several={setSeveral}
      openUser={openUser}
      cancel={close}
    />
  )
}
