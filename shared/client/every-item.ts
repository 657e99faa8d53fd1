/**
 * Iterates over all items of a list, regardless of pages.
 *
 *     for await (const user of everyUser(usher, { accountId, query: { status: 'invited' } })) console.log(user.email)
 *
 * Each throws a `Refusal` if a page can't be loaded.
 */
import type { listOperatorEvents } from '../contract/account-deletion.ts'
import type { listAccounts, PublicAccount } from '../contract/accounts.ts'
import type { AuditEvent, listAuditEvents } from '../contract/audit.ts'
import type { listUsers, User } from '../contract/users.ts'
import { answered } from './answered.ts'
import type { Input, UsherClient } from './client.ts'

type Page<Item> = { readonly items: readonly Item[]; readonly nextCursor?: string | undefined }

async function* everyItem<Item>(
  page: (cursor: string | undefined) => Promise<Page<Item>>,
  first: string | undefined,
): AsyncGenerator<Item> {
  let cursor = first
  do {
    const { items, nextCursor } = await page(cursor)
    yield* items
    cursor = nextCursor
  } while (cursor !== undefined)
}

/** Every user of an account, by address. */
export const everyUser = (
  client: Pick<UsherClient, 'listUsers'>,
  input: Input<typeof listUsers>,
): AsyncGenerator<User> =>
  everyItem(
    (cursor) => answered(client.listUsers({ ...input, query: { ...input.query, cursor } })),
    input.query?.cursor,
  )

/** Every account, newest first; for operators. */
export const everyAccount = (
  client: Pick<UsherClient, 'listAccounts'>,
  input: Input<typeof listAccounts> = {},
): AsyncGenerator<PublicAccount> =>
  everyItem(
    (cursor) => answered(client.listAccounts({ ...input, query: { ...input.query, cursor } })),
    input.query?.cursor,
  )

/** The certificate of every erased account, newest first; for operators. */
export const everyCertificate = (
  client: Pick<UsherClient, 'listOperatorEvents'>,
  input: Input<typeof listOperatorEvents> = {},
): AsyncGenerator<AuditEvent> =>
  everyItem(
    (cursor) => answered(client.listOperatorEvents({ ...input, query: { ...input.query, cursor } })),
    input.query?.cursor,
  )

/** Every event of an account's trail, newest first, each with the names that its page had. */
export const everyAuditEvent = (
  client: Pick<UsherClient, 'listAuditEvents'>,
  input: Input<typeof listAuditEvents>,
): AsyncGenerator<NamedEvent> =>
  everyItem(async (cursor) => {
    const page = await answered(client.listAuditEvents({ ...input, query: { ...input.query, cursor } }))
    return { ...page, items: page.items.map((event) => ({ event, names: page.names })) }
  }, input.query?.cursor)

type NamedEvent = { readonly event: AuditEvent; readonly names: Readonly<Record<string, string>> }
