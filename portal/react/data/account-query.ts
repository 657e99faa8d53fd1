/** Loads an account's own data. */
import { queryOptions } from '@tanstack/react-query'
import { answered } from '../../../shared/client/answered.ts'
import type { UsherClient } from '../../../shared/client/client.ts'
import { accountKey } from './account.ts'

export const accountQuery = (usher: UsherClient, accountId: string) =>
  queryOptions({
    queryKey: [...accountKey(accountId), 'settings'] as const,
    queryFn: () => answered(usher.getAccount({ accountId })),
  })
