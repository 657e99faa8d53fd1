/** Replaces the pages for somebody who is signed in but has no access: says why, and how to continue. */
import { Button, List, Paper, Text } from '@mantine/core'
import { IconUserQuestion } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { Output } from '../../shared/client/client.ts'
import type { getMe } from '../../shared/contract/accounts.ts'
import type { Membership } from '../react/data/account.ts'
import { useUsher } from '../react/data/api.ts'
import { joinableQuery } from '../react/data/domains.ts'
import { myJoinRequestsQuery } from '../react/data/join-requests.ts'
import { myInvitationsQuery } from '../react/data/my-invitations.ts'
import { JoinableAccounts } from '../react/me/joinable.tsx'
import { MyInvitations } from '../react/me/my-invitations.tsx'
import { MyRequests } from '../react/me/my-requests.tsx'
import { Notice } from '../react/ui/notice.tsx'
import { useWords } from '../words/portal-words.tsx'
import { useSession } from './session-context.ts'
import { useSignOut } from './use-sign-in.ts'

const NewAccount = lazy(async () => ({ default: (await import('./new-account.tsx')).NewAccount }))

type Me = Output<typeof getMe>

/** For somebody in no account, or in accounts that currently give them no access. */
export const NoAccount = ({ email, inactive }: Pick<Me, 'email' | 'inactive'>) => {
  const words = useWords('access')
  const signOut = useSignOut()
  const usher = useUsher()
  const { data: waiting = [] } = useQuery(myInvitationsQuery(usher))
  const { data: joinable = [] } = useQuery(joinableQuery(usher))
  const { data: requests = [] } = useQuery(myJoinRequestsQuery(usher))
  const others = inactive.filter((one) => !waiting.some(({ accountId }) => accountId === one.accountId))
  const without = inactive.length === 0 ? words.none : words.noAccess
  const asked = requests.some(({ status }) => status === 'requested')
  const title =
    waiting.length > 0
      ? words.invitations
      : joinable.length > 0
        ? words.joinable
        : asked
          ? words.requested
          : without
  return (
    <Notice
      alone
      icon={IconUserQuestion}
      title={title}
      text={
        inactive.length === 0 && joinable.length === 0 && !asked
          ? words.noneText(email)
          : words.noAccessText(email)
      }
    >
      {waiting.length > 0 && (
        <Box>
          <MyInvitations invitations={waiting} />
        </Box>
      )}
      {joinable.length > 0 && (
        <Box>
          <JoinableAccounts accounts={joinable} />
        </Box>
      )}
      {requests.length > 0 && (
        <Box>
          <MyRequests requests={requests} />
        </Box>
      )}
      {others.length > 0 && (
        <List listStyleType="none" spacing="sm" w="100%">
          {others.map(({ accountId, name, status }) => (
            <List.Item key={accountId}>
              <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
                {name}
              </Text>
              <Text size="sm">{words[status]}</Text>
            </List.Item>
          ))}
        </List>
      )}
      {others.some(({ status }) => status === 'invited') && (
        <Button component="a" href="/join">
          {words.enterCode}
        </Button>
      )}
      <OwnAccount />
      <OpenProduct />
      <Button variant="default" onClick={signOut}>
        {words.otherAddress}
      </Button>
    </Notice>
  )
}

const Box = ({ children }: { readonly children: ReactNode }) => (
  <Paper withBorder p="md" w="100%">
    {children}
  </Paper>
)

/** Creating an account of your own, if the deployment lets people do so. */
const OwnAccount = () => {
  const words = useWords('access')
  const { selfService } = useSession().settings
  const [creating, setCreating] = useState(false)
  if (!selfService) return null
  return (
    <>
      <Button onClick={() => setCreating(true)}>{words.newAccount}</Button>
      {creating && (
        <Suspense>
          <NewAccount close={() => setCreating(false)} />
        </Suspense>
      )}
    </>
  )
}

/** For a member whose roles are all for the product itself. */
export const NothingHere = ({ membership }: { readonly membership: Membership }) => {
  const words = useWords('access')
  return (
    <Notice
      alone
      icon={IconUserQuestion}
      title={words.nothingHere}
      text={words.nothingHereText(membership.name)}
    >
      <OpenProduct />
    </Notice>
  )
}

/** The way to the product, if the deployment says that it's elsewhere. */
const OpenProduct = () => {
  const words = useWords('access')
  const { productUrl, productName } = useSession().settings
  if (productUrl === undefined) return null
  return (
    <Button component="a" href={productUrl}>
      {words.openProduct(productName)}
    </Button>
  )
}
