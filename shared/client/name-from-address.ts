/** A name for whom only an address is known: `Ann Lee` for `ann.lee+news@example.com`. */
export const nameFromAddress = (email: string): string =>
  email
    .slice(0, Math.max(email.indexOf('@'), 0))
    .replace(/\+.*$/, '')
    .split(/[._-]+/)
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
