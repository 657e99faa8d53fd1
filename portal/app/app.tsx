/** The administrators' portal: its pages, and what every page needs around it. */
import { MantineProvider } from '@mantine/core'
import type { UserManager } from 'oidc-client-ts'
import { type ComponentProps, lazy, type ReactNode, Suspense, useState } from 'react'
import { AuthProvider } from 'react-oidc-context'
import { navigate } from 'wouter/use-browser-location'
import { usherClient } from '../../shared/client/client.ts'
import { PagesProvider } from '../react/provider.tsx'
import { brandedTheme, readableIn } from '../react/ui/branded-theme.ts'
import { Notices } from '../react/ui/notices.tsx'
import { idTokenOf, returnPath } from '../start/session.ts'
import type { Settings } from '../start/settings.ts'
import { Words } from '../words/portal-words.tsx'
import { Pages } from './pages.tsx'
import { SessionProvider, useSession } from './session-context.ts'
import { SignedIn } from './sign-in.tsx'
import { useSignIn } from './use-sign-in.ts'

// Only exists on a developer's machine.
const LocalFooter = lazy(async () => ({ default: (await import('./local-footer.tsx')).LocalFooter }))

type Props = {
  readonly settings: Settings
  readonly manager: UserManager
  readonly words: ComponentProps<typeof Words>['first']
}

export const App = ({ settings, manager, words }: Props) => {
  const [theme] = useState(() => brandedTheme(settings.brand))
  const [resolver] = useState(() => readableIn(settings.brand))
  return (
    <MantineProvider theme={theme} cssVariablesResolver={resolver} defaultColorScheme="auto">
      <Words first={words} written={settings}>
        <AuthProvider
          userManager={manager}
          onSigninCallback={(user) => navigate(returnPath(user?.state), { replace: true })}
        >
          <SessionProvider value={{ manager, settings }}>
            <OfSession>
              <Notices />
              <SignedIn settings={settings}>
                <Pages />
              </SignedIn>
              <Suspense>{settings.local && <LocalFooter local={settings.local} />}</Suspense>
            </OfSession>
          </SessionProvider>
        </AuthProvider>
      </Words>
    </MantineProvider>
  )
}

const OfSession = ({ children }: { readonly children: ReactNode }) => {
  const { manager } = useSession()
  const signIn = useSignIn()
  const [client] = useState(() => usherClient({ token: idTokenOf(manager) }))
  return (
    <PagesProvider client={client} signIn={signIn}>
      {children}
    </PagesProvider>
  )
}
