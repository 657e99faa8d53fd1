/** The invite window: people by their addresses, or anyone through a link. */
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
import { type DraftState, emptyDraft, isBegun, useDraft } from './draft.ts'
import { useInvitations } from './invitation.ts'
import { InvitationResults } from './invitation-results.tsx'
import { InviteForm, type Sent } from './invite-form.tsx'
import { LinkPanel } from './link-panel.tsx'

type Way = 'mail' | 'link'

type Props = {
  /** The tab that the window opens with; closed if undefined. */
  readonly way: Way | undefined
  readonly close: () => void
  readonly invited: (user: User) => void
  /** None where there are no details to open. */
  readonly openUser?: ((userId: string) => void) | undefined
}

/** A draft survives the browser's Back and the other tab; Escape and the buttons ask before they discard it. */
export const InviteWindow = ({ way, close, ...rest }: Props) => {
  const words = useWords('invite')
  const { name } = useAccount()
  const narrow = useMediaQuery('(max-width: 36em)', undefined, { getInitialValueInEffect: false })
  const draft = useDraft()
  const [sent, setSent] = useState<Sent>()
  const end = () => {
    draft.clear()
    setSent(undefined)
    close()
  }
  return (
    <Window
      opened={way !== undefined}
      onClose={end}
      dirty={isBegun(draft.draft)}
      title={words.title(name)}
      size="lg"
      fullScreen={narrow}
    >
      {(askToClose) => (
        <>
          <SeatsLeft />
          <Tabs defaultValue={way ?? 'mail'} keepMounted={false}>
            <Tabs.List mb="md">
              <Tabs.Tab value="mail" leftSection={<IconMail size={18} aria-hidden />}>
                {words.byMail}
              </Tabs.Tab>
              <Tabs.Tab
                value="link"
                data-autofocus={way === 'link' || undefined}
                leftSection={<IconLink size={18} aria-hidden />}
              >
                {words.byLink}
              </Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="mail">
              <ByMail {...rest} {...draft} sent={sent} setSent={setSent} cancel={askToClose} close={end} />
            </Tabs.Panel>
            <Tabs.Panel value="link">
              <LinkPanel />
            </Tabs.Panel>
          </Tabs>
        </>
      )}
    </Window>
  )
}

type ByMailProps = DraftState &
  Omit<Props, 'way'> & {
    readonly cancel: () => void
    readonly sent: Sent | undefined
    readonly setSent: (sent: Sent | undefined) => void
  }

const ByMail = ({ cancel, close, invited, openUser, sent, setSent, ...draft }: ByMailProps) => {
  const { accountId } = useAccount()
  const roles = useQuery(rolesQuery(useUsher(), accountId, useSpeech().language))
  const invitations = useInvitations(invited)
  if (roles.isPending) return <Loading />
  if (roles.isError) return <Failed error={roles.error} retry={roles.refetch} />
  if (sent) return <InvitationResults sent={sent} more={() => setSent(undefined)} close={close} />
  return (
    <InviteForm
      {...draft}
      roles={roles.data}
      invitations={invitations}
      sent={(result) => {
        // People who were refused stay in the box to be corrected, and then get what the others got.
        draft.change(result.left.length > 0 ? { people: result.left } : emptyDraft)
        setSent(result)
      }}
      openUser={openUser}
      cancel={cancel}
    />
  )
}
