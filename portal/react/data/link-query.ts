/** Loads an account's invite link. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { answered, Refusal } from '../../../shared/client/answered.ts'
import type { UsherClient } from '../../../shared/client/client.ts'
import type { InviteLink } from '../../../shared/contract/invitations.ts'
import { accountKey, useAccount, useMay } from './account.ts'
import { useUsher } from './api.ts'

export const inviteLinkQuery = (usher: UsherClient, accountId: string) =>
  queryOptions({
    queryKey: [...accountKey(accountId), 'invite-link'],
    queryFn: () => answered(usher.getInviteLink({ accountId })),
  })

/** The account's links: its first one, and the others by name. */
export const inviteLinksQuery = (usher: UsherClient, accountId: string) =>
  queryOptions({
    queryKey: [...accountKey(accountId), 'invite-links'],
    queryFn: async () => (await answered(usher.listInviteLinks({ accountId }))).items,
  })

export const useInviteLink = () => {
  const { accountId } = useAccount()
  return useQuery({ ...inviteLinkQuery(useUsher(), accountId), enabled: useMay('users:invite') })
}

/** Whether there's no link because no role is a default. */
export const lacksDefaultRole = (error: Error | null): boolean =>
  error instanceof Refusal && error.problem.code === 'no_default_roles'

/** Why nobody can join through the link now; undefined if it works. */
export const flawOf = (
  link: Pick<InviteLink, 'enabled' | 'expiresAt' | 'maxUses' | 'uses'>,
  now: Date,
): 'linkOff' | 'linkEnded' | 'linkUsedUp' | undefined => {
  const { enabled, expiresAt, maxUses, uses = 0 } = link
  if (!enabled) return 'linkOff'
  if (expiresAt !== undefined && expiresAt <= now.toISOString()) return 'linkEnded'
  return maxUses !== undefined && uses >= maxUses ? 'linkUsedUp' : undefined
}
