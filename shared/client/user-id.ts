/** A user's id, which the API derives from account and address. So it's known even for somebody who was removed. */

/** `email` is a normalized address. */
export const userIdOf = async (accountId: string, email: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${accountId}\n${email}`))
  const base64 = btoa(String.fromCharCode(...new Uint8Array(digest)))
  return `usr_${base64.replaceAll('+', '-').replaceAll('/', '_').slice(0, 22)}`
}
