/** The users' current names. */
import { findUser } from './stored-users.ts'

/** Names by id, without people who aren't, or no longer are, users of the account. */
export const namesOf = async (
  accountId: string,
  ids: readonly (string | undefined)[],
): Promise<ReadonlyMap<string, string>> => {
  const userIds = [...new Set(ids.filter((id) => id?.startsWith('usr_')))]
  const users = await Promise.all(userIds.map((userId) => findUser(accountId, String(userId))))
  return new Map(users.flatMap((user) => (user ? [[user.userId, user.name] as const] : [])))
}
