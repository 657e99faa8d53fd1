/**
 * The claims that tell the product's other APIs which accounts somebody belongs to, and what they may do there:
 *
 *     usher_accounts: '{"acc_…":{"roleIds":["member"],"permissions":["reports:read"]}}'
 *
 * The claim is one text, because API Gateway passes lists and objects on in a format of its own.
 */
import { permissions as ownPermissions } from '../../shared/contract/permissions.ts'

type Access = {
  readonly accountId: string
  readonly roleIds: readonly string[]
  readonly permissions: readonly string[]
}

/**
 * In base64, and with Cognito's own claims around it, the token then stays under an HTTP API's 10,240 bytes for all
 * headers.
 */
const mostBytes = 4_096

/** More accounts than this don't fit into a token, so there's no need to read more. */
export const mostAccountsInToken = 50

/**
 * The claims for an active user of these accounts; none for somebody who is in no account. Accounts that don't fit are
 * left out completely, and `usher_truncated` says so. It also says so if `more` is set, which means that there are
 * other accounts.
 */
export const accountClaims = (
  accounts: readonly Access[],
  more: boolean,
): Readonly<Record<string, string>> | undefined => {
  if (accounts.length === 0) return undefined
  const entries: Entry[] = []
  for (const entry of accounts.map(entryOf))
    if (bytesInToken(textOf([...entries, entry])) <= mostBytes) entries.push(entry)
  const truncated = more || entries.length < accounts.length
  return { usher_accounts: textOf(entries), ...(truncated ? { usher_truncated: 'true' } : {}) }
}

type Entry = readonly [accountId: string, Omit<Access, 'accountId'>]

/** Usher's own permissions are left out, because Usher looks them up on each request. */
const entryOf = ({ accountId, roleIds, permissions }: Access): Entry => {
  const own: readonly string[] = ownPermissions
  return [accountId, { roleIds, permissions: permissions.filter((one) => !own.includes(one)) }]
}

const textOf = (entries: readonly Entry[]): string => JSON.stringify(Object.fromEntries(entries))

/** Bytes of a text in the JSON of a token, where each of its quotes takes two. */
const bytesInToken = (text: string): number => Buffer.byteLength(JSON.stringify(text))
