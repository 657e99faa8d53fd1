/** What the distribution does with requests: which page a path means, what goes to the API, and what a page may do. */
import { readdirSync } from 'node:fs'

/**
 * The code of a CloudFront Function. For the API, it sets a header with the address that the request comes from,
 * replacing the caller's own. Otherwise `/join` becomes `/join.html` if `folder` has such a page, including any form
 * that a mail gateway gave the `#` behind it (`/join/`, `/join%23…`), and any other path without an extension becomes
 * the portal's `/index.html`.
 */
export function edgeFunction(folder: string): string {
  const pages = readdirSync(folder)
    .filter((file) => file.endsWith('.html') && file !== 'index.html')
    .map((file) => `/${file.slice(0, -'.html'.length)}`)
  return `var pages = ${JSON.stringify(pages)}
function pageOf(uri) {
  var path = uri.toLowerCase()
  for (var page of pages)
    if (path.startsWith(page) && !/^[a-z0-9_.-]/.test(path.slice(page.length))) return page + '.html'
  return uri.split('/').pop().includes('.') ? uri : '/index.html'
}
function handler(event) {
  var request = event.request
  if (request.uri.startsWith('/v1/')) request.headers['x-usher-viewer'] = { value: event.viewer.ip }
  else request.uri = pageOf(request.uri)
  return request
}
`
}

/** Nothing from other origins, no inline scripts, no frames; `connectOrigins` is where sign-in happens. */
export function contentSecurityPolicy(connectOrigins: string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    // The portal's component library sets inline styles.
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
