/**
 * What somebody may do in each account, for the product's own backend.
 *
 *     const accountsOf = accountsReader({ issuer, audience: [clientId], product })
 *
 *     const accounts = await accountsOf(idToken)
 *     if (!can(accounts.get(accountId), 'reports:read')) return forbidden()
 *
 * `product` is what `defineProduct` gave: `can` then knows its permissions, and a misspelt one does not compile. Behind an API
 * Gateway that has checked the token, `accountsIn(claims)` reads them. Where a token is too old, or a removal has to
 * count at once, `accountsNow(usher)` asks Usher.
 */
import { createRemoteJWKSet, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import * as z from 'zod/mini'
import type { Permission as OwnPermission } from '../contract/permissions.ts'
import type { Product } from '../product/define-product.ts'
import { answered } from './answered.ts'
import type { UsherClient } from './client.ts'

export type AccountAccess<Permission extends string = string> = {
  readonly roleIds: readonly string[]
  /** Those of the product. Usher's own stand in no token; `accountsNow` gives them as well. */
  readonly permissions: readonly (Permission | OwnPermission)[]
}

/** By the id of the account. */
export type Accounts<Permission extends string = string> = ReadonlyMap<string, AccountAccess<Permission>> & {
  /** Whether there are accounts that had no room in the token: `accountsNow` has them all. */
  readonly truncated: boolean
}

/** Whether the permission is theirs; without access to the account nothing is. */
export const can = <Permission extends string>(
  access: AccountAccess<Permission> | undefined,
  permission: NoInfer<Permission> | OwnPermission,
): boolean => access?.permissions.includes(permission) ?? false

type Entries<Permission extends string> = readonly (readonly [string, AccountAccess<Permission>])[]

const accountsFrom = <Permission extends string>(
  entries: Entries<Permission>,
  truncated: boolean,
): Accounts<Permission> => Object.assign(new Map(entries), { truncated })

const claim = z.record(
  z.string(),
  z.object({ roleIds: z._default(z.array(z.string()), []), permissions: z.array(z.string()) }),
)

/** The accounts that verified claims name: none where the claim is missing, cut off or not as Usher writes it. */
export const accountsIn = <Permission extends string = string>(
  claims: Readonly<Record<string, unknown>>,
): Accounts<Permission> => {
  const read = claim.safeParse(parsedJson(claims.usher_accounts))
  // A permission that the product does not list any more is no harm: nobody asks for it.
  const entries = Object.entries(read.data ?? {}) as unknown as Entries<Permission>
  return accountsFrom(entries, claims.usher_truncated === 'true')
}

const parsedJson = (text: unknown): unknown => {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

type Trust<Permission extends string, RoleId extends string> = {
  /** The issuer, to the letter as its tokens name it; the stack's output `Issuer`. */
  readonly issuer: string
  /** The clients whose tokens are good. ID tokens name theirs as `aud`, access tokens as `client_id`. */
  readonly audience: readonly string[]
  /** For its types. */
  readonly product?: Product<Permission, RoleId>
  /** Where the issuer's keys are. By default as its discovery document says, which is read once. */
  readonly keys?: JWTVerifyGetKey
}

/**
 * A function that verifies a token (signature by the issuer's published keys, RS256 only; issuer, audience, time) and gives the
 * accounts that it names. It rejects with jose's `JOSEError` for a token that is not good, and with another error where
 * the issuer can't be reached.
 */
export const accountsReader = <Permission extends string = string, RoleId extends string = string>(
  trust: Trust<Permission, RoleId>,
): ((token: string) => Promise<Accounts<Permission>>) => {
  let found: Promise<JWTVerifyGetKey> | undefined
  const keys = (): Promise<JWTVerifyGetKey> => {
    found ??= trust.keys ? Promise.resolve(trust.keys) : keysOf(trust.issuer)
    // What could not be read is read again at the next token.
    found.catch(() => {
      found = undefined
    })
    return found
  }
  return async (token) => {
    const { payload } = await jwtVerify(token, await keys(), {
      issuer: trust.issuer,
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'sub'],
    })
    requireAudience(payload, trust.audience)
    return accountsIn<Permission>(payload)
  }
}

/** The token was made for a client that is not among those trusted. */
export class WrongAudience extends Error {}

const requireAudience = ({ aud, client_id }: JWTPayload, audience: readonly string[]): void => {
  const named = aud === undefined ? [client_id] : [aud].flat()
  if (!named.some((one) => typeof one === 'string' && audience.includes(one)))
    throw new WrongAudience('The token is for another client')
}

const discovery = z.object({ issuer: z.string(), jwks_uri: z.string() })

const keysOf = async (issuer: string): Promise<JWTVerifyGetKey> => {
  const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
  if (!answer.ok) throw new Error(`The issuer answered ${answer.status}`)
  const found = discovery.parse(await answer.json())
  if (found.issuer !== issuer) throw new Error('The issuer calls itself by another name')
  return createRemoteJWKSet(new URL(found.jwks_uri))
}

/** What they may do this very moment, Usher's own permissions as well. Throws `Refusal` where Usher does not say. */
export const accountsNow = async <Permission extends string = string>(
  usher: UsherClient,
): Promise<Accounts<Permission>> => {
  const { accounts } = await answered(usher.getMe({}))
  const entries = accounts.map(({ accountId, roleIds, permissions }) => [accountId, { roleIds, permissions }])
  return accountsFrom(entries as unknown as Entries<Permission>, false)
}
