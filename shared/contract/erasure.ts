/** The record that a person was erased. It outlives everything else about them, so that no restore brings them back. */

/**
 * The person's id in the record: `per_` and 22 characters of the SHA-256 of their address. Anyone who has an address
 * can check whether it was erased, but can't recover an address from the id. `email` is a normalized address.
 */
export const personIdOf = async (email: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`person\n${email}`))
  const text = btoa(String.fromCharCode(...new Uint8Array(digest)))
  return `per_${text.replaceAll('+', '-').replaceAll('/', '_').slice(0, 22)}`
}
