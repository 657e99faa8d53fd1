/**
 * Who is signed in to the portal in this browser, for the join page. The library is only loaded if there's a session.
 */
import { nameFromSignIn } from '../../shared/contract/person-name.ts'
import { readSettings } from '../start/settings.ts'
import { leaveForSignOut } from './kept-token.ts'

export type JoinSession = {
  readonly email: string
  readonly name: string
  readonly idToken: () => Promise<string | undefined>
  /** Signs out at the issuer; the way back leads to this invitation. */
  readonly signOut: () => Promise<void>
}

/** The prefix of the key under which the OpenID Connect library stores a session. */
const sessionKey = 'oidc.user:'

/** Undefined if nobody is signed in, or the session can't be renewed. */
export const joinSession = async (): Promise<JoinSession | undefined> => {
  if (!Object.keys(localStorage).some((key) => key.startsWith(sessionKey))) return undefined
  const [settings, { openSession, idTokenOf, signOut }] = await Promise.all([
    readSettings(),
    import('../start/session.ts'),
  ])
  const manager = await openSession(settings)
  const { email, name, given_name, family_name } = (await manager.getUser())?.profile ?? {}
  if (email === undefined) return undefined
  return {
    email,
    name: nameFromSignIn({ email, name, given_name, family_name }),
    idToken: idTokenOf(manager),
    async signOut() {
      leaveForSignOut()
      await signOut(manager, settings)
    },
  }
}
