/** The id of a user, which the API derives from account and address: so it is known of somebody who was removed, too. */

/** `email` is a normalised address. */
export const userIdOf = async (accountId: string, email: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${accountId}\n${email}`))
  const base64 = btoa(String.fromCharCode(...new Uint8Array(digest)))
  return `usr_${base64.replaceAll('+', '-').replaceAll('/', '_').slice(0, 22)}`
}
