/** The ways to the issuer, and back to the current page. */
import { useAuth } from 'react-oidc-context'
import { hintedAddress } from '../join/sign-in-link.ts'
import { signOut } from '../start/session.ts'
import { useSession } from './session-context.ts'

export const useSignIn = (): (() => Promise<void>) => {
  const auth = useAuth()
  return () => {
    const hint = hintedAddress()
    return auth.signinRedirect({
      state: location.pathname + location.search,
      ...(hint !== undefined && { login_hint: hint }),
    })
  }
}

export const useSignOut = (): (() => Promise<void>) => {
  const auth = useAuth()
  const { manager, settings } = useSession()
  return () => signOut(manager, settings, auth)
}
