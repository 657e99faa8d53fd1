/** The API for the pages: the typed client. */
import { createSafeContext } from '@mantine/core'
import type { UsherClient } from '../../../shared/client/client.ts'

export const [ClientProvider, useUsher] = createSafeContext<UsherClient>('The client is missing')
