/**
 * The claims by which a token tells the product around in which accounts somebody is, and what they may do there:
 *
 *     usher_accounts: '{"acc_…":{"roleIds":["member"],"permissions":["reports:read"]}}'
 *
 * It is one text, because API Gateway hands lists and objects on in a form of its own.
 */
import type { AttributeValues } from '../../shared/contract/attributes.ts'
import { permissions as ownPermissions } from '../../shared/contract/permissions.ts'

type Access = {
  readonly accountId: string
  readonly roleIds: readonly string[]
  readonly permissions: readonly string[]
  /** Of the account, and of the user, as far as the deployment puts them into tokens. */
  readonly attributes?: AttributeValues | undefined
  readonly userAttributes?: AttributeValues | undefined
}

/** With it in base64 and Cognito's own claims around it, a token stays under the 10,240 bytes of all headers of an HTTP API. */
const mostBytes = 4_096

/** Accounts of which more than these have no room in a token, so that no more need be read. */
export const mostAccountsInToken = 50

/**
 * The claims for an active user of these accounts; none for somebody who is in no account. Accounts without room are left
 * out whole, and `usher_truncated` says so, as it does where `more` says that there are others.
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

/** Usher's own permissions stay out: it looks them up at each request. */
const entryOf = ({ accountId, roleIds, permissions, attributes, userAttributes }: Access): Entry => {
  const own: readonly string[] = ownPermissions
  const product = permissions.filter((one) => !own.includes(one))
  return [accountId, { roleIds, permissions: product, attributes, userAttributes }]
}

const textOf = (entries: readonly Entry[]): string => JSON.stringify(Object.fromEntries(entries))

/** Bytes of a text in the JSON of a token, where each quote of it takes two. */
const bytesInToken = (text: string): number => Buffer.byteLength(JSON.stringify(text))
