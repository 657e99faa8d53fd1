/**
 * The token that a tab is about. It's removed from the URL and the history, so it isn't shared with them, and survives
 * a reload.
 */
import { tokenIn } from './token.ts'

const key = 'usher.invitation'
const returning = 'usher.invitation.returning'

/** Takes the token out of the URL, or returns the one this tab already has; undefined if there's none. */
export const takeToken = (): string | undefined => {
  const found = tokenIn(location)
  if (found !== undefined) keepToken(found)
  // Whatever is there, because even a truncated token is revealing.
  history.replaceState(null, '', '/join')
  return found ?? sessionStorage.getItem(key) ?? undefined
}

export const keepToken = (token: string): void => sessionStorage.setItem(key, token)

export const forgetToken = (): void => sessionStorage.removeItem(key)

/** Remembers that somebody signs out for this tab's invitation, and will be back. */
export const leaveForSignOut = (): void => sessionStorage.setItem(returning, 'yes')

/** The path of the invitation that somebody has signed out to accept; undefined if there's none. */
export const invitationToReturnTo = (): string | undefined => {
  const left = sessionStorage.getItem(returning) !== null
  sessionStorage.removeItem(returning)
  return left ? '/join' : undefined
}
