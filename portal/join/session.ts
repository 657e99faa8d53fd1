/** Who is signed in at the portal in this browser, for the join page. The library comes with a session alone. */
import { nameFromSignIn } from '../../shared/contract/person-name.ts'
import { readSettings } from '../frame/settings.ts'

export type JoinSession = {
  readonly email: string
  readonly name: string
  readonly idToken: () => Promise<string | undefined>
  /** Signs out at the issuer; the way back leads to this invitation. */
  readonly signOut: () => Promise<void>
}

/** The beginning of the key under which the OpenID Connect library keeps a session. */
const sessionKey = 'oidc.user:'

/** Undefined where nobody is signed in, or the session has ended for good. */
export const joinSession = async (): Promise<JoinSession | undefined> => {
  if (!Object.keys(localStorage).some((key) => key.startsWith(sessionKey))) return undefined
  const [settings, { openSession, idTokenOf, signOut }] = await Promise.all([
    readSettings(),
    import('../frame/session.ts'),
  ])
  const manager = await openSession(settings)
  const { email, name, given_name, family_name } = (await manager.getUser())?.profile ?? {}
  if (email === undefined) return undefined
  return {
    email,
    name: nameFromSignIn({ email, name, given_name, family_name }),
    idToken: idTokenOf(manager),
    async signOut() {
      rememberInvitation()
      await signOut(manager, settings)
    },
  }
}

const invitationKey = 'usher.invitation'

const rememberInvitation = () => sessionStorage.setItem(invitationKey, location.hash)

/** The path of the invitation that somebody has signed out to accept; undefined where there is none. */
export const takeRememberedInvitation = (): string | undefined => {
  const hash = sessionStorage.getItem(invitationKey)
  sessionStorage.removeItem(invitationKey)
  return hash === null ? undefined : `/join${hash}`
}
