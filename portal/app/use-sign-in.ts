/** The ways to the issuer, and back to the page that somebody is on. */
import { useAuth } from 'react-oidc-context'
import { signOut } from '../start/session.ts'
import { useSession } from './session-context.ts'

export const useSignIn = (): (() => Promise<void>) => {
  const auth = useAuth()
  return () => auth.signinRedirect({ state: location.pathname + location.search })
}

export const useSignOut = (): (() => Promise<void>) => {
  const auth = useAuth()
  const { manager, settings } = useSession()
  return () => signOut(manager, settings, auth)
}
