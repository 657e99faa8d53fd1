/** The session and the settings, for components that lead to the issuer. */
import { createSafeContext } from '@mantine/core'
import type { UserManager } from 'oidc-client-ts'
import type { Settings } from '../start/settings.ts'

export const [SessionProvider, useSession] = createSafeContext<{
  readonly manager: UserManager
  readonly settings: Settings
}>('The session is missing')
