/** All users that match as a file for spreadsheets, loaded when somebody asks for it. */
import type { UsherClient } from '../../../shared/client/client.ts'
import { everyUser } from '../../../shared/client/every-item.ts'
import { csv } from '../../../shared/client/result-file.ts'
import type { User } from '../../../shared/contract/users.ts'
import type { Filter } from '../data/users.ts'

/** The import's columns, so that an exported file can be imported again, and what else is known. */
const columns = [
  'email',
  'name',
  'phone',
  'roles',
  'status',
  'invitedAt',
  'joinedAt',
  'lastSeen',
  'accessUntil',
  'userId',
]

type Asked = {
  readonly usher: UsherClient
  readonly accountId: string
  readonly filter: Filter
  readonly nameOf: (roleId: string) => string
}

export const exportedUsers = async ({ usher, accountId, filter, nameOf }: Asked) => {
  const rowOf = (user: User): readonly string[] => [
    user.email,
    user.name,
    user.phone ?? '',
    user.roleIds.map(nameOf).join('; '),
    user.status,
    user.invitedAt,
    user.acceptedAt ?? '',
    user.lastSeenOn ?? '',
    user.accessUntil ?? '',
    user.userId,
  ]
  const rows: (readonly string[])[] = []
  for await (const user of everyUser(usher, { accountId, query: { ...filter, limit: '100' } }))
    rows.push(rowOf(user))
  return { text: csv([columns, ...rows], ','), count: rows.length }
}
