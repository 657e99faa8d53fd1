/** The token that a tab is about. It leaves the address, the history and what one shares of them, and survives a reload. */
import { tokenIn } from './token.ts'

const key = 'usher.invitation'
const returning = 'usher.invitation.returning'

/** Takes the token out of the address, or finds the one that this tab has had; undefined where there is none. */
export const takeToken = (): string | undefined => {
  const found = tokenIn(location)
  if (found !== undefined) keepToken(found)
  // Whatever is there: a token that was cut short says where it came from, too.
  history.replaceState(null, '', '/join')
  return found ?? sessionStorage.getItem(key) ?? undefined
}

export const keepToken = (token: string): void => sessionStorage.setItem(key, token)

export const forgetToken = (): void => sessionStorage.removeItem(key)

/** Notes that somebody signs out for the invitation of this tab, and comes back. */
export const leaveForSignOut = (): void => sessionStorage.setItem(returning, 'yes')

/** The path of the invitation that somebody has signed out to accept; undefined where there is none. */
export const invitationToReturnTo = (): string | undefined => {
  const left = sessionStorage.getItem(returning) !== null
  sessionStorage.removeItem(returning)
  return left ? '/join' : undefined
}
