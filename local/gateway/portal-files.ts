/** The portal as CloudFront serves it: the deployed files, paths mapped and headers set as the template says. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import * as z from 'zod/mini'
import type { Template } from '../template/template.ts'

const deployment = z.object({
  SourceObjectKeys: z.array(z.string()),
  /** Absent where no file has a value that is known only at deploy. */
  SourceMarkers: z._default(z.array(z.record(z.string(), z.string())), []),
})

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

type PortalFile = { readonly type: string; readonly content: Buffer }

/** What the portal is told of this machine, beyond what a deployment tells it. */
export type LocalPages = {
  /** Where the mailbox is. */
  readonly mailUrl: string
  /** Whether the account is the demo's. */
  readonly demo: boolean
}

/** The file for a path; undefined where there is none. `/config.json` says `local` too, by which the portal knows where it is. */
export const portalFiles = (
  template: Template,
  local: LocalPages,
): ((path: string) => PortalFile | undefined) => {
  const files = new Map<string, PortalFile>()
  const { properties } = template.single('Custom::CDKBucketDeployment', deployment)
  properties.SourceObjectKeys.forEach((key, index) => {
    const folder = template.asset(key)
    const markers = Object.entries(properties.SourceMarkers[index] ?? {})
    for (const file of filesIn(folder)) {
      const text = (content: Buffer) =>
        markers.reduce(
          (words, [marker, value]) => words.replaceAll(marker, JSON.stringify(value).slice(1, -1)),
          content.toString(),
        )
      const content = readFileSync(join(folder, file))
      const type = types[extname(file)] ?? 'application/octet-stream'
      files.set(`/${file}`, { type, content: markers.length > 0 ? Buffer.from(text(content)) : content })
    }
  })
  const config = files.get('/config.json')
  if (config) {
    const told: object = JSON.parse(config.content.toString())
    files.set('/config.json', { ...config, content: Buffer.from(JSON.stringify({ ...told, local })) })
  }
  const pathOf = mappedPath(template)
  return (path) => files.get(pathOf(path === '/' ? '/index.html' : path))
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => relative(folder, join(folder, file)))
    .filter((file) => statSync(join(folder, file)).isFile())

const edgeFunction = z.object({ FunctionCode: z.string() })
const mapped = z.object({ uri: z.string() })

/** The viewer-request function of the template, run as CloudFront runs it. */
const mappedPath = (template: Template): ((path: string) => string) => {
  const { properties } = template.single('AWS::CloudFront::Function', edgeFunction)
  const context = createContext({})
  runInContext(properties.FunctionCode, context)
  return (path) =>
    mapped.parse(runInContext(`handler({ request: { uri: ${JSON.stringify(path)} } })`, context)).uri
}

const policy = z.object({
  ResponseHeadersPolicyConfig: z.object({
    SecurityHeadersConfig: z.object({
      ContentSecurityPolicy: z.object({ ContentSecurityPolicy: z.string() }),
      FrameOptions: z.object({ FrameOption: z.string() }),
      ReferrerPolicy: z.object({ ReferrerPolicy: z.string() }),
    }),
  }),
})

/** The security headers of every answer. HSTS is left out: browsers ignore it on plain HTTP. */
export const securityHeaders = (template: Template): Readonly<Record<string, string>> => {
  const { properties } = template.single('AWS::CloudFront::ResponseHeadersPolicy', policy)
  const headers = properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig
  return {
    'content-security-policy': headers.ContentSecurityPolicy.ContentSecurityPolicy,
    'x-frame-options': headers.FrameOptions.FrameOption,
    'referrer-policy': headers.ReferrerPolicy.ReferrerPolicy,
    'x-content-type-options': 'nosniff',
  }
}
