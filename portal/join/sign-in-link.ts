/** The way from joining to signing in, with the address filled in. */

/**
 * The URL where people sign in, with a hint at who. The portal's own sign-in finds it behind the `#`, where no server
 * sees it; a product elsewhere gets it as OpenID Connect's `login_hint`.
 */
export const signInLink = (signInUrl: string, email: string): string => {
  const url = new URL(signInUrl, location.origin)
  if (url.origin === location.origin) url.hash = new URLSearchParams({ login_hint: email }).toString()
  else url.searchParams.set('login_hint', email)
  return url.href
}

/** The hint in the URL of the portal's sign-in; undefined if there is none. */
export const hintedAddress = (): string | undefined =>
  new URLSearchParams(location.hash.slice(1)).get('login_hint') ?? undefined
