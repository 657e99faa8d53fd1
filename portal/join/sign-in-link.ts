/** The way from joining to signing in, with the address filled in. */

/**
 * The address at which people sign in, with a hint at who. The portal's own finds it behind `#`, where no server sees it;
 * a product elsewhere gets it as `login_hint`, as OpenID Connect calls it.
 */
export const signInLink = (signInUrl: string, email: string): string => {
  const url = new URL(signInUrl, location.origin)
  if (url.origin === location.origin) url.hash = new URLSearchParams({ login_hint: email }).toString()
  else url.searchParams.set('login_hint', email)
  return url.href
}

/** The hint in the address of the portal's sign-in; undefined where there is none. */
export const hintedAddress = (): string | undefined =>
  new URLSearchParams(location.hash.slice(1)).get('login_hint') ?? undefined
