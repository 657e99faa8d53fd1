/** Gives its content the account that the product is about, for somebody who is in it; says why if there's none. */
import { IconUserQuestion } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { AccountProvider, type Membership, meQuery } from '../react/data/account.ts'
import { useUsher } from '../react/data/api.ts'
import { Failed, Loading, Notice } from '../react/ui/notice.tsx'
import { useWords } from '../words/portal-words.tsx'
import { useSettings } from './settings.ts'

/** The person who is signed in, and their membership of the account. */
export const useMembership = () => {
  const { accountId } = useSettings()
  const me = useQuery(meQuery(useUsher()))
  const accounts = me.data?.accounts
  const membership =
    accountId === undefined ? accounts?.[0] : accounts?.find((one) => one.accountId === accountId)
  return { me, membership }
}

type Props = {
  /** Whether nothing is shown in place of the content. */
  readonly quiet?: boolean
  readonly children: (membership: Membership, memberships: readonly Membership[]) => ReactNode
}

export const OfAccount = ({ quiet = false, children }: Props) => {
  const words = useWords('frame')
  const { me, membership } = useMembership()
  if (membership)
    return (
      <AccountProvider value={membership} key={membership.accountId}>
        {children(membership, me.data?.accounts ?? [])}
      </AccountProvider>
    )
  if (quiet) return null
  if (me.isPending) return <Loading />
  if (me.isError) return <Failed error={me.error} retry={me.refetch} />
  return <Notice icon={IconUserQuestion} title={words.noSuchAccount} text={words.noSuchAccountText} />
}
