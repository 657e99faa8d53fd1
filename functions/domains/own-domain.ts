/** Whether a domain can be an account's own: nobody owns a mail provider's, or one under which anyone registers names. */
import providers from 'email-providers/all.json' with { type: 'json' }
import { getDomain } from 'tldts'
import { Problem } from '../problem.ts'

const provided = new Set<string>(providers)

/** Throws 422 `public_domain`. */
export const requireOwnDomain = (domain: string): void => {
  // The domain that somebody registered; null for a public suffix such as `co.uk`.
  const registered = getDomain(domain, { allowPrivateDomains: true })
  if (registered === null || provided.has(domain) || provided.has(registered))
    throw new Problem('public_domain', 'Name a domain whose addresses only your organization gives out')
}
