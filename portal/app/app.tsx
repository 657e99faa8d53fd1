/** The administrators' portal: its pages, and what every page needs around it. */
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { UserManager } from 'oidc-client-ts'
import { type ComponentProps, lazy, Suspense, useState } from 'react'
import { AuthProvider } from 'react-oidc-context'
import { navigate } from 'wouter/use-browser-location'
import { usherClient } from '../../shared/client/client.ts'
import { UsherProvider } from '../react/data/api.ts'
import { brandedTheme, readableIn } from '../react/ui/branded-theme.ts'
import { Notices } from '../react/ui/notices.tsx'
import { idTokenOf, returnPath } from '../start/session.ts'
import type { Settings } from '../start/settings.ts'
import { Words } from '../words/portal-words.tsx'
import { Pages } from './pages.tsx'
import { SessionProvider } from './session-context.ts'
import { SignedIn } from './sign-in.tsx'

// Only exists on a developer's machine.
const LocalFooter = lazy(async () => ({ default: (await import('./local-footer.tsx')).LocalFooter }))

type Props = {
  readonly settings: Settings
  readonly manager: UserManager
  readonly words: ComponentProps<typeof Words>['first']
}

/** The client retries whatever may be repeated, and asking again doesn't change a refusal. */
const queryDefaults = { queries: { retry: false, staleTime: 10_000 }, mutations: { retry: false } }

export const App = ({ settings, manager, words }: Props) => {
  const [queries] = useState(() => new QueryClient({ defaultOptions: queryDefaults }))
  const [theme] = useState(() => brandedTheme(settings.brand))
  const [resolver] = useState(() => readableIn(settings.brand))
  const [usher] = useState(() => usherClient({ token: idTokenOf(manager) }))
  return (
    <MantineProvider theme={theme} cssVariablesResolver={resolver} defaultColorScheme="auto">
      <Words first={words}>
        <AuthProvider
          userManager={manager}
          onSigninCallback={(user) => navigate(returnPath(user?.state), { replace: true })}
        >
          <SessionProvider value={{ manager, settings }}>
            <QueryClientProvider client={queries}>
              <UsherProvider value={usher}>
                <Notices />
                <SignedIn settings={settings}>
                  <Pages />
                </SignedIn>
                <Suspense>{settings.local && <LocalFooter local={settings.local} />}</Suspense>
              </UsherProvider>
            </QueryClientProvider>
          </SessionProvider>
        </AuthProvider>
      </Words>
    </MantineProvider>
  )
}
