/** Hears of people who are removed, and takes away what is theirs in the product. */
import { accountEvent } from 'usher/events'

export const handler = async ({ detail }: { readonly detail: unknown }): Promise<void> => {
  const { action, accountId, subject } = accountEvent.parse(detail)
  if (action === 'user.removed') console.info(JSON.stringify({ forget: subject.id, of: accountId }))
}
