/** The way to the issuer, and back to the page that somebody is on. */
import { useAuth } from 'react-oidc-context'

export const useSignIn = (): (() => Promise<void>) => {
  const auth = useAuth()
  return () => auth.signinRedirect({ state: location.pathname + location.search })
}
