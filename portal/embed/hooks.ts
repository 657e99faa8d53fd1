/** The same data and writes without a look, for a product's own components. Parts in the same provider follow them. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answered, type Refusal } from '../../shared/client/answered.ts'
import type { Input, Output } from '../../shared/client/client.ts'
import type { inviteUser } from '../../shared/contract/pending-users.ts'
import type { Permission as OwnPermission } from '../../shared/contract/permissions.ts'
import type { listRoles } from '../../shared/contract/roles.ts'
import type { listUsers, User } from '../../shared/contract/users.ts'
import { accountKey, usersChanged } from '../react/data/account.ts'
import { useUsher } from '../react/data/api.ts'
import { addJustInvited } from '../react/data/just-invited.ts'
import { rolesQuery } from '../react/data/roles.ts'
import { useMembership } from './of-account.tsx'
import { useSettings } from './settings.ts'

type Loaded = {
  readonly loading: boolean
  /** A `Refusal`, whose `problem` has a code. */
  readonly error: Refusal | undefined
}

const loaded = (query: { readonly isPending: boolean; readonly error: Error | null }): Loaded => ({
  loading: query.isPending,
  // Whatever fails is the API's refusal: the client never throws.
  error: (query.error ?? undefined) as Refusal | undefined,
})

type Account = { readonly accountId: string; readonly name: string }

/** The person who is signed in, their accounts, and the way to another of them. */
export const useMe = (): Loaded & {
  readonly email: string | undefined
  readonly account: Account | undefined
  readonly accounts: readonly Account[]
  readonly choose: (accountId: string) => void
} => {
  const { me, membership } = useMembership()
  const { choose } = useSettings()
  return {
    ...loaded(me),
    email: me.data?.email,
    account: membership,
    accounts: me.data?.accounts ?? [],
    choose,
  }
}

/** What the person may do in the account: Usher's permissions, and the product's own. */
export const usePermissions = <Permission extends string = never>(): Loaded & {
  readonly permissions: readonly string[]
  readonly can: (permission: Permission | OwnPermission) => boolean
} => {
  const { me, membership } = useMembership()
  const permissions = membership?.permissions ?? []
  return { ...loaded(me), permissions, can: (permission) => permissions.includes(permission) }
}

type UsersFilter = Omit<NonNullable<Input<typeof listUsers>['query']>, 'cursor' | 'limit'>

/** The account's users that match, and the way to more of them. */
export const useUsers = (
  filter: UsersFilter = {},
): Loaded & { readonly users: readonly User[]; readonly more: (() => void) | undefined } => {
  const usher = useUsher()
  const accountId = useMembership().membership?.accountId
  const query = useInfiniteQuery({
    queryKey: [...accountKey(accountId ?? ''), 'users', 'all', filter],
    queryFn: ({ pageParam }) =>
      answered(usher.listUsers({ accountId: accountId ?? '', query: { ...filter, cursor: pageParam } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    enabled: accountId !== undefined,
  })
  return {
    ...loaded(query),
    users: query.data?.pages.flatMap(({ items }) => items) ?? [],
    more: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
  }
}

/** The account's roles, built in, of the product and its own. */
export const useRoles = (): Loaded & { readonly roles: Output<typeof listRoles>['items'] } => {
  const { language } = useSettings()
  const usher = useUsher()
  const accountId = useMembership().membership?.accountId
  const query = useQuery({
    ...rolesQuery(usher, accountId ?? '', language ?? 'en'),
    enabled: accountId !== undefined,
  })
  return { ...loaded(query), roles: [...(query.data ?? [])] }
}

type Invitation = Input<typeof inviteUser>['body']

/** Invites people. Throws the `Refusal`, which stays in `error` until the next try. */
export const useInvite = (): {
  readonly invite: (invitation: Invitation) => Promise<Output<typeof inviteUser>>
  readonly sending: boolean
  readonly error: Refusal | undefined
} => {
  const usher = useUsher()
  const queries = useQueryClient()
  const accountId = useMembership().membership?.accountId ?? ''
  const { mutateAsync, isPending, error } = useMutation({
    mutationFn: (body: Invitation) => answered(usher.inviteUser({ accountId, body })),
    onSuccess: (user) => {
      addJustInvited(queries, usher, accountId, user)
      void usersChanged(queries, accountId)
    },
  })
  return { invite: mutateAsync, sending: isPending, error: (error ?? undefined) as Refusal | undefined }
}
