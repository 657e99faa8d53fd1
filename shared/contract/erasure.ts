/** The record that a person was erased, which outlives everything else about them so that no restore brings them back. */

/**
 * The id of a person in the record: `per_` and 22 characters of the SHA-256 of their address. Whoever has an address can see
 * whether it was erased, and nobody reads an address out of it. `email` is a normalised address.
 */
export const personIdOf = async (email: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`person\n${email}`))
  const text = btoa(String.fromCharCode(...new Uint8Array(digest)))
  return `per_${text.replaceAll('+', '-').replaceAll('/', '_').slice(0, 22)}`
}
