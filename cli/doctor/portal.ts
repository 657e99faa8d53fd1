/** The portal as a browser sees it: its pages, what they may do, and how long they're cached. */
import * as z from 'zod/mini'
import { type Check, check, ok, read, wrong } from './check.ts'
import { site } from './stack.ts'
import { jsonIn, ofPage, visit } from './web.ts'

const pageAt = (path: string) =>
  read(undefined, [site], (look, { portalUrl }) => visit(look, `${portalUrl}${path}`))

const start = pageAt('/')
const join = pageAt('/join')
const deep = pageAt('/accounts/somebody/users')
const config = pageAt('/config.json')

const reach =
  'See that the address leads to the distribution (DNS, certificate), and that the distribution is deployed; a new one takes minutes'

const isHtml = (id: string, what: string, page: typeof start): Check =>
  check(
    id,
    what,
    [page],
    ofPage(({ url, status, header }) => {
      if (status === 200 && header('content-type').startsWith('text/html')) return ok(url)
      return wrong(
        `${url} answers ${status} ${header('content-type')}`,
        'Deploy again: the page is not in the bucket, or the distribution’s function does not map paths',
      )
    }, reach),
  )

const settings = z.object({ issuer: z.string(), clientId: z.string() })

/** Each directive of a policy with its sources. */
const directivesOf = (policy: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    policy
      .split(';')
      .map((directive) => directive.trim().split(/\s+/))
      .map(([name = '', ...sources]) => [name, sources]),
  )

/** What's wrong with a content security policy for pages that sign people in at this issuer. */
const faultsOf = (policy: string, issuer: string): readonly string[] => {
  const directives = directivesOf(policy)
  const sources = (name: string) => directives.get(name) ?? directives.get('default-src') ?? ['*']
  const scripts = sources('script-src').filter((source) => !["'self'", "'none'"].includes(source))
  return [
    ...(scripts.length > 0 ? [`scripts may come from ${scripts.join(' ')}`] : []),
    ...(sources('connect-src').includes(new URL(issuer).origin)
      ? []
      : [`pages may not connect to ${new URL(issuer).origin}`]),
    ...(directives.get('frame-ancestors')?.join() === "'none'" ? [] : ['other pages may frame it']),
  ]
}

/** Pages whose names stay the same when their content changes. */
const named = [start, join, config] as const

export const portalChecks: readonly Check[] = [
  isHtml('portal.start', 'The portal opens', start),
  isHtml('portal.join', 'The page of an invitation opens', join),
  isHtml('portal.deep', 'A link into the portal opens', deep),
  check('portal.config', 'The pages know where to sign in', [site, config], ({ issuer }, visited) =>
    ofPage((page) => {
      const found = settings.safeParse(jsonIn(page)).data
      if (page.status !== 200 || found === undefined)
        return wrong(`${page.url} answers ${page.status}, without issuer and clientId`, 'Deploy again')
      return found.issuer === issuer
        ? ok(`${issuer}, as ${found.clientId}`)
        : wrong(`the pages sign people in at ${found.issuer}, and the API takes ${issuer}`, 'Deploy again')
    }, reach)(visited),
  ),
  check(
    'portal.csp',
    'The pages’ security policy lets through sign-in and nothing else',
    [site, start],
    ({ issuer }, visited) =>
      ofPage(({ header }) => {
        const policy = header('content-security-policy')
        const faults = policy === '' ? ['there is none'] : faultsOf(policy, issuer)
        if (faults.length === 0) return ok('scripts from the portal alone; connects to the issuer')
        return wrong(
          faults.join('; '),
          'Deploy again; if something in front of the distribution sets headers, let it leave this one',
        )
      }, reach)(visited),
  ),
  check('portal.cache', 'Browsers ask anew after a deploy', [...named], (...visited) => {
    const kept = visited.flatMap((one) =>
      'failure' in one || /no-cache|no-store|max-age=0/.test(one.header('cache-control')) ? [] : [one.url],
    )
    if (kept.length === 0) return ok('pages and settings are not kept')
    return wrong(
      `browsers may keep ${kept.join(', ')}`,
      'Deploy again; if something in front of the distribution sets cache-control, let it leave it',
    )
  }),
]
