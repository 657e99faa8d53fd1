/** Sends people who aren't signed in to the issuer, and back to the page they wanted. */
import { Button, Center, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useEffect } from 'react'
import { useAuth } from 'react-oidc-context'
import { Loading } from '../react/ui/notice.tsx'
import { Logo } from '../start/logo.tsx'
import type { Settings } from '../start/settings.ts'
import { useWords } from '../words/portal-words.tsx'
import { useSignIn } from './use-sign-in.ts'

type Props = { readonly settings: Settings; readonly children: ReactNode }

export const SignedIn = ({ settings, children }: Props) => {
  const auth = useAuth()
  if (auth.isAuthenticated) return children
  if (auth.isLoading || auth.activeNavigator) return <Loading />
  if (location.pathname === '/' || auth.error)
    return <Welcome settings={settings} failed={auth.error !== undefined} />
  return <ToIssuer />
}

/**
 * A page requested by its URL (such as `/sign-in`, for people who have just joined) starts the sign-in without asking.
 */
const ToIssuer = () => {
  const signIn = useSignIn()
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    void signIn()
  }, [])
  return <Loading />
}

type WelcomeProps = Pick<Props, 'settings'> & { readonly failed: boolean }

const Welcome = ({ settings: { productName, brand }, failed }: WelcomeProps) => {
  const words = useWords('frame')
  const signIn = useSignIn()
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack align="center" ta="center" maw={420}>
        <Logo size={48} brand={brand} />
        <Title order={1} size="h2">
          {words.welcome(productName)}
        </Title>
        <Text>{words.welcomeText}</Text>
        {failed && (
          <Text role="alert" c="var(--mantine-color-error)">
            {words.signInFailed}
          </Text>
        )}
        <Button size="md" onClick={signIn}>
          {words.signIn}
        </Button>
        <Text size="sm" c="dimmed">
          {words.invitedHint}
        </Text>
      </Stack>
    </Center>
  )
}
