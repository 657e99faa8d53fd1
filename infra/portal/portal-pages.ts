/** What the distribution does with the portal's pages: which page a path means, and what a page may do. */
import { readdirSync } from 'node:fs'

/**
 * The code of a CloudFront Function: `/join` is `/join.html` where `folder` has such a page, and any other path
 * without an extension is the portal's own, `/index.html`.
 */
export function pageOfPath(folder: string): string {
  const pages = readdirSync(folder)
    .filter((file) => file.endsWith('.html') && file !== 'index.html')
    .map((file) => `/${file.slice(0, -'.html'.length)}`)
  return `var pages = ${JSON.stringify(pages)}
function handler(event) {
  var request = event.request
  if (pages.includes(request.uri)) request.uri += '.html'
  else if (!request.uri.split('/').pop().includes('.')) request.uri = '/index.html'
  return request
}
`
}

/** Nothing from elsewhere, no inline scripts, no frames; `connectOrigins` is where sign-in happens. */
export function contentSecurityPolicy(connectOrigins: string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    // The components that the portal is made of set styles inline.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${["'self'", ...connectOrigins].join(' ')}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
  ].join('; ')
}
