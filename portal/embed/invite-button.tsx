/** The button that invites people, for those who may. */
import { Button } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { Router } from 'wouter'
import { may } from '../react/data/account.ts'
import { useUsher } from '../react/data/api.ts'
import { addJustInvited } from '../react/data/just-invited.ts'
import { SurroundingsProvider } from '../react/data/surroundings.ts'
import { useWords } from '../words/portal-words.tsx'
import { locationHook, memoryHistory } from './history.ts'
import { OfAccount, useMembership } from './of-account.tsx'
import { Part } from './part.tsx'

const InviteWindow = lazy(async () => ({
  default: (await import('../react/invite/invite-window.tsx')).InviteWindow,
}))

type Props = {
  /** A button of the product's own, which opens the window. By default one of Usher's. */
  readonly children?: (open: () => void) => ReactNode
}

export const InviteButton = ({ children }: Props) => {
  const { membership } = useMembership()
  const [opened, setOpened] = useState(false)
  // Once opened, it stays mounted, so that its closing is animated.
  const [before, setBefore] = useState(false)
  if (!membership || !may(membership, 'users:invite')) return null
  const open = () => {
    setBefore(true)
    setOpened(true)
  }
  return (
    <>
      {children ? children(open) : <Part inline>{() => <OwnButton open={open} />}</Part>}
      {before && (
        <Part>
          {() => (
            <OfAccount quiet>
              {({ accountId }) => (
                <InWindow accountId={accountId} opened={opened} close={() => setOpened(false)} />
              )}
            </OfAccount>
          )}
        </Part>
      )}
    </>
  )
}

const OwnButton = ({ open }: { readonly open: () => void }) => (
  <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={open}>
    {useWords('invite').invite}
  </Button>
)

type WindowProps = {
  readonly accountId: string
  readonly opened: boolean
  readonly close: () => void
}

const InWindow = ({ accountId, opened, close }: WindowProps) => {
  const usher = useUsher()
  const queries = useQueryClient()
  const [history] = useState(() => memoryHistory('/'))
  const hook = useMemo(() => locationHook(history, accountId, () => undefined), [history, accountId])
  return (
    <Router hook={hook} hrefs={history.href}>
      <SurroundingsProvider value={{ embedded: true, linked: false, entry: history.state }}>
        <Suspense>
          <InviteWindow
            way={opened ? 'mail' : undefined}
            close={close}
            invited={(user) => addJustInvited(queries, usher, accountId, user)}
          />
        </Suspense>
      </SurroundingsProvider>
    </Router>
  )
}
