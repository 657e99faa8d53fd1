/** The session at the issuer: OpenID Connect's authorization code with PKCE, shared by all tabs of this browser. */
import { UserManager, WebStorageStateStore } from 'oidc-client-ts'
import type { Settings } from './settings.ts'

const home = `${location.origin}/`

const newManager = ({ issuer, clientId }: Settings): UserManager =>
  new UserManager({
    authority: issuer,
    client_id: clientId,
    redirect_uri: home,
    post_logout_redirect_uri: home,
    scope: 'openid email profile',
    userStore: new WebStorageStateStore({ store: localStorage }),
  })

/** The session's manager. An expired session is renewed first, if possible. */
export const openSession = async (settings: Settings): Promise<UserManager> => {
  const manager = newManager(settings)
  const user = await manager.getUser()
  if (user?.expired) await renewed(manager)
  return manager
}

const renewed = async (manager: UserManager): Promise<string | undefined> => {
  try {
    // Without a refresh token the library would try a hidden frame, which the content security policy forbids.
    if ((await manager.getUser())?.refresh_token) return (await manager.signinSilent())?.id_token
  } catch {
    // The issuer requires a new sign-in.
  }
  await manager.removeUser()
  return undefined
}

/** The ID token for a request; undefined if nobody is signed in. Concurrent requests share one renewal. */
export const idTokenOf = (manager: UserManager): (() => Promise<string | undefined>) => {
  let renewal: Promise<string | undefined> | undefined
  return async () => {
    const user = await manager.getUser()
    if (!user?.expired) return user?.id_token
    renewal ??= renewed(manager).finally(() => {
      renewal = undefined
    })
    return renewal
  }
}

type Leaving = {
  readonly signoutRedirect: UserManager['signoutRedirect']
}

/** Longer tokens make URLs that servers and proxies refuse; the usual limit is 4 to 8 kB for a request's whole head. */
const longestHint = 2_000

/** Whether the token may be in the URL of the issuer's sign-out, where servers log it. */
const isHint = (issuer: string, token: string): boolean =>
  // Cognito recognizes the person by its own cookie, and ignores the hint.
  !new URL(issuer).hostname.startsWith('cognito-idp.') && token.length <= longestHint

/**
 * Ends the session here and at the issuer. Cognito's logout has its own parameter names. `leaving` tells the page that
 * it's about to be left, if the manager doesn't.
 */
export const signOut = async (
  manager: UserManager,
  { issuer, clientId }: Settings,
  leaving: Leaving = manager,
): Promise<void> => {
  if (await manager.metadataService.getEndSessionEndpoint().catch(() => undefined)) {
    const user = await manager.getUser()
    if (user?.id_token && !isHint(issuer, user.id_token)) {
      // The library would put the token into the URL.
      delete user.id_token
      await manager.storeUser(user)
    }
    return leaving.signoutRedirect({ extraQueryParams: { client_id: clientId, logout_uri: home } })
  }
  await manager.removeUser()
  location.assign(home)
}

/** The page that somebody was on their way to; never one on another origin. */
export const returnPath = (state: unknown): string => {
  const url = typeof state === 'string' ? URL.parse(state, location.origin) : null
  return url?.origin === location.origin ? url.pathname + url.search : '/'
}
