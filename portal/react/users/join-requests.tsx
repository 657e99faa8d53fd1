/** People who wait to join: approve with roles, or decline. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconMoodSmile } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answered } from '../../../shared/client/answered.ts'
import type { JoinRequest } from '../../../shared/contract/join-requests.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount, useMay, usersChanged } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { domainsQuery } from '../data/domains.ts'
import { joinRequestsQuery } from '../data/join-requests.ts'
import { inviteLinksQuery } from '../data/link-query.ts'
import { useRoles } from '../data/roles.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { Failed, Loading, Notice, useExplain } from '../ui/notice.tsx'
import { preselectedRoles, RoleChoice } from '../ui/role-choice.tsx'
import { useSay } from '../ui/say.ts'
import { When } from '../ui/when.tsx'
import { Window, WindowEnd } from '../ui/window.tsx'
import classes from './user-list.module.css'

export const JoinRequests = () => {
  const words = useWords('users')
  const { accountId } = useAccount()
  const requests = useInfiniteQuery(joinRequestsQuery(useUsher(), accountId))
  if (requests.isPending) return <Loading />
  if (requests.isError) return <Failed error={requests.error} retry={requests.refetch} />
  const items = requests.data.pages.flatMap((page) => page.items)
  if (items.length === 0)
    return <Notice icon={IconMoodSmile} title={words.noRequests} text={words.noRequestsText} />
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {words.requestsText}
      </Text>
      <ul className={`${classes.list} ${classes.rows}`}>
        {items.map((request) => (
          <li key={request.userId} className={classes.request}>
            <Request request={request} />
          </li>
        ))}
      </ul>
    </Stack>
  )
}

const Request = ({ request }: { readonly request: JoinRequest }) => {
  const words = useWords('users')
  const { accountId } = useAccount()
  const usher = useUsher()
  const queries = useQueryClient()
  const say = useSay()
  const [asking, setAsking] = useState<'approve' | 'decline'>()
  const { userId, name, email, requestedAt } = request
  const decline = async () => {
    await answered(usher.declineJoinRequest({ accountId, userId }))
    await queries.invalidateQueries({ queryKey: joinRequestsQuery(usher, accountId).queryKey })
    say.done(words.requestDeclined(name))
  }
  return (
    <Group gap="sm">
      <Avatar id={userId} name={name} />
      <div style={{ flex: '1 1 14rem', minWidth: 0 }}>
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Text>
        <Text size="xs" c="dimmed" component="div" style={{ overflowWrap: 'anywhere' }}>
          {email} · <When at={requestedAt} says={words.askedWhen} />
        </Text>
      </div>
      <Group gap="xs" wrap="nowrap">
        <Button size="sm" aria-label={words.approveOf(name)} onClick={() => setAsking('approve')}>
          {words.approve}
        </Button>
        <Button
          size="sm"
          variant="default"
          aria-label={words.declineRequestOf(name)}
          onClick={() => setAsking('decline')}
        >
          {words.declineRequest}
        </Button>
      </Group>
      {asking === 'approve' && <Approve request={request} close={() => setAsking(undefined)} />}
      {asking === 'decline' && (
        <Confirm
          title={words.declineRequestTitle(name)}
          text={words.declineRequestText}
          action={words.declineRequest}
          act={decline}
          close={() => setAsking(undefined)}
        />
      )}
    </Group>
  )
}

type ApproveProps = { readonly request: JoinRequest; readonly close: () => void }

const Approve = ({ request: { userId, name, linkId, domain }, close }: ApproveProps) => {
  const words = useWords('users')
  const { cancel } = useWords('frame')
  const account = useAccount()
  const { accountId } = account
  const usher = useUsher()
  const queries = useQueryClient()
  const say = useSay()
  const explain = useExplain()
  const roles = useRoles()
  const links = useQuery({ ...inviteLinksQuery(usher, accountId), enabled: linkId !== undefined })
  const ofLink = links.data?.find((link) => link.linkId === linkId)?.roleIds
  const mayReadDomains = useMay('account:write')
  const domains = useQuery({
    ...domainsQuery(usher, accountId),
    enabled: domain !== undefined && mayReadDomains,
  })
  const ofDomain = domains.data?.find((one) => one.domain === domain)?.roleIds
  const [chosen, setChosen] = useState<string[]>()
  const roleIds = chosen ?? ofLink ?? ofDomain ?? preselectedRoles(account, roles.data ?? [])
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => answered(usher.approveJoinRequest({ accountId, userId, body: { roleIds } })),
    onSuccess: async () => {
      say.done(words.approved(name))
      await Promise.all([
        queries.invalidateQueries({ queryKey: joinRequestsQuery(usher, accountId).queryKey }),
        usersChanged(queries, accountId),
      ])
      close()
    },
  })
  return (
    <Window onClose={close} title={words.approveTitle(name)}>
      <Stack gap="md">
        <Text>{words.approveText(name)}</Text>
        <RoleChoice roles={roles.data ?? []} value={roleIds} onChange={setChosen} error={undefined} />
        {error && (
          <Alert color="red" role="alert">
            {explain(error)}
          </Alert>
        )}
        <WindowEnd>
          <Button variant="default" onClick={close}>
            {cancel}
          </Button>
          <Button loading={isPending} disabled={roleIds.length === 0} onClick={() => mutate()}>
            {words.approve}
          </Button>
        </WindowEnd>
      </Stack>
    </Window>
  )
}
