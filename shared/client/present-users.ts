/** Finds those of many people who are already in an account, in requests of a hundred addresses. */
import type { User } from '../contract/users.ts'
import type { UsherClient } from './client.ts'

/** The most addresses that one request takes. */
const atOnce = 100

type Asking = {
  readonly usher: Pick<UsherClient, 'lookUpUsers'>
  readonly accountId: string
  readonly emails: readonly string[]
  readonly signal?: AbortSignal
}

/** The users by their addresses. Addresses that the API refuses are left out; inviting them will show why. */
export const presentUsers = async ({
  usher,
  accountId,
  emails,
  signal,
}: Asking): Promise<ReadonlyMap<string, User>> => {
  const present = new Map<string, User>()
  for (let start = 0; start < emails.length; start += atOnce) {
    signal?.throwIfAborted()
    const answer = await usher.lookUpUsers({
      accountId,
      body: { emails: emails.slice(start, start + atOnce) },
    })
    if (!answer.ok) return present
    for (const user of answer.value.items) present.set(user.email, user)
  }
  return present
}
