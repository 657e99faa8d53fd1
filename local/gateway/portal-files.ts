/** The portal as CloudFront serves it: the deployed files, with the template's headers. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative } from 'node:path'
import * as z from 'zod/mini'
import type { Template } from '../template/template.ts'

const deployment = z.object({
  SourceObjectKeys: z.array(z.string()),
  /** Absent if no file has a value that's known only at deploy time. */
  SourceMarkers: z._default(z.array(z.record(z.string(), z.string())), []),
  Exclude: z._default(z.array(z.string()), []),
  Include: z._default(z.array(z.string()), []),
  SystemMetadata: z.object({ 'cache-control': z.string() }),
})
type Deployment = z.output<typeof deployment>

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

type PortalFile = { readonly type: string; readonly cacheControl: string; readonly content: Buffer }

/** What the portal is told about this machine, beyond what a deployment tells it. */
export type LocalPages = {
  /** The mailbox's URL. */
  readonly mailUrl: string
  /** Whether this is the demo's account. */
  readonly demo: boolean
}

/**
 * The file for a path that the edge has mapped; undefined if there is none. `/config.json` also says `local`, so that
 * the portal knows where it runs.
 */
export const portalFiles = (
  template: Template,
  local: LocalPages,
): ((path: string) => PortalFile | undefined) => {
  const files = new Map<string, PortalFile>()
  for (const { properties } of template.ofType('Custom::CDKBucketDeployment', deployment))
    properties.SourceObjectKeys.forEach((key, index) => {
      const folder = template.asset(key)
      const markers = Object.entries(properties.SourceMarkers[index] ?? {})
      for (const file of filesIn(folder).filter((one) => isCopied(one, properties))) {
        const text = (content: Buffer) =>
          markers.reduce(
            (words, [marker, value]) => words.replaceAll(marker, JSON.stringify(value).slice(1, -1)),
            content.toString(),
          )
        const content = readFileSync(join(folder, file))
        files.set(`/${file}`, {
          type: types[extname(file)] ?? 'application/octet-stream',
          cacheControl: properties.SystemMetadata['cache-control'],
          content: markers.length > 0 ? Buffer.from(text(content)) : content,
        })
      }
    })
  const config = files.get('/config.json')
  if (config) {
    const told: object = JSON.parse(config.content.toString())
    files.set('/config.json', { ...config, content: Buffer.from(JSON.stringify({ ...told, local })) })
  }
  return (path) => files.get(path)
}

/** As `aws s3 sync` decides, whose later filters win. The patterns here all end in `*`. */
const isCopied = (file: string, { Exclude, Include }: Deployment): boolean => {
  const matches = (patterns: readonly string[]) =>
    patterns.some((pattern) => file.startsWith(pattern.replace(/\*$/, '')))
  return !matches(Exclude) || matches(Include)
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => relative(folder, join(folder, file)))
    .filter((file) => statSync(join(folder, file)).isFile())

const policy = z.object({
  ResponseHeadersPolicyConfig: z.object({
    SecurityHeadersConfig: z.object({
      ContentSecurityPolicy: z.object({ ContentSecurityPolicy: z.string() }),
      FrameOptions: z.object({ FrameOption: z.string() }),
      ReferrerPolicy: z.object({ ReferrerPolicy: z.string() }),
    }),
  }),
})

/** The security headers of every response. HSTS is left out, because browsers ignore it on plain HTTP. */
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
