/** The page of `examples/saas` on this machine, under a strict content security policy; its server passes on the API. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { freePort } from '../../local/settings.ts'
import { buildForBrowsers } from '../../package/browser-code.ts'

const root = resolve(import.meta.dirname, '../..')
const page = join(root, 'examples/saas/page')

/** Without a nonce, and without inline styles or scripts. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'"

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html',
}

/** The package as it's built, also for this repository's own scripts. */
const asPackage = (path: string): Plugin => ({
  name: 'as-package',
  setup: ({ onResolve }) => onResolve({ filter: /^usher\/react$|\/package\/react\.ts$/ }, () => ({ path })),
})

/** `more` are further scripts of the page, by name. */
export const startProductPage = async (portalUrl: string, more: Readonly<Record<string, string>> = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'usher-product-'))
  await buildForBrowsers(join(folder, 'usher'))
  await build({
    entryPoints: { page: join(page, 'page.tsx'), ...more },
    outdir: join(folder, 'page'),
    bundle: true,
    minify: true,
    format: 'esm',
    splitting: true,
    jsx: 'automatic',
    plugins: [asPackage(join(folder, 'usher/react.js'))],
    nodePaths: [join(root, 'node_modules')],
    logLevel: 'error',
  })
  const built = (name: string) => (extname(name) === '.js' ? join(folder, 'page', name) : join(page, name))
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '/'
    if (path.startsWith('/v1/')) return passOn(portalUrl, request, response)
    const name = types[extname(path)] === undefined ? 'index.html' : path.slice(1)
    response.setHeader('content-security-policy', policy)
    response.setHeader('content-type', types[extname(name)] ?? '')
    response.end(readFileSync(built(name)))
  }
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => response.writeHead(502).end(String(error)))
  })
  const port = await freePort()
  await new Promise<void>((resume) => server.listen(port, 'localhost', resume))
  return {
    url: `http://localhost:${port}`,
    stop: () => {
      server.closeAllConnections()
      server.close()
      rmSync(folder, { recursive: true })
    },
  }
}

const passOn = async (to: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const { method = 'GET', url = '', headers } = request
  const { authorization, 'content-type': type, 'idempotency-key': key } = headers
  const passed = { authorization, 'content-type': type, 'idempotency-key': key?.toString() }
  const answer = await fetch(`${to}${url}`, {
    method,
    headers: Object.entries(passed).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
  })
  response.statusCode = answer.status
  response.setHeader('content-type', answer.headers.get('content-type') ?? '')
  response.end(Buffer.from(await answer.arrayBuffer()))
}
