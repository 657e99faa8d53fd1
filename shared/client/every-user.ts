/**
 * Lists as what they are to a reader: one after the other, whatever pages they come in.
 *
 *     for await (const user of everyUser(usher, { accountId, query: { status: 'invited' } })) console.log(user.email)
 */
import type { listUsers, User } from '../contract/users.ts'
import { answered } from './answered.ts'
import type { Input, UsherClient } from './client.ts'

/** Every user of a list, page after page. Throws a `Refusal` for a page that did not come. */
export async function* everyUser(
  client: Pick<UsherClient, 'listUsers'>,
  input: Input<typeof listUsers>,
): AsyncGenerator<User> {
  let cursor = input.query?.cursor
  do {
    const page = await answered(client.listUsers({ ...input, query: { ...input.query, cursor } }))
    yield* page.items
    cursor = page.nextCursor
  } while (cursor !== undefined)
}
