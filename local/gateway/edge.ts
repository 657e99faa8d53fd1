/** What CloudFront does to a request: it runs the template's function, and adds the origin's own headers. */
import { createContext, runInContext } from 'node:vm'
import * as z from 'zod/mini'
import type { Template } from '../template/template.ts'

const edgeFunction = z.object({ FunctionCode: z.string() })
const header = z.object({ HeaderName: z.string(), HeaderValue: z.string() })
const distribution = z.object({
  DistributionConfig: z.object({
    Origins: z.array(z.object({ OriginCustomHeaders: z._default(z.array(header), []) })),
  }),
})
const passed = z.object({
  uri: z.string(),
  headers: z.record(z.string(), z.object({ value: z.string() })),
})

type Passed = { readonly path: string; readonly headers: Readonly<Record<string, string>> }

/**
 * The path that the function maps a request's path to, and the headers that it and the origin set over the caller's.
 */
export const edge = (template: Template): ((path: string, viewerIp: string) => Passed) => {
  const { properties } = template.single('AWS::CloudFront::Function', edgeFunction)
  const { Origins } = template.single('AWS::CloudFront::Distribution', distribution).properties
    .DistributionConfig
  const ofOrigins = Origins.flatMap(({ OriginCustomHeaders }) => OriginCustomHeaders)
  const context = createContext({})
  runInContext(properties.FunctionCode, context)
  return (path, viewerIp) => {
    // The distribution replaces the root by its default root object before it looks up the function's result.
    const event = {
      viewer: { ip: viewerIp },
      request: { uri: path === '/' ? '/index.html' : path, headers: {} },
    }
    const { uri, headers } = passed.parse(runInContext(`handler(${JSON.stringify(event)})`, context))
    return {
      path: uri,
      headers: Object.fromEntries([
        ...Object.entries(headers).map(([name, { value }]) => [name, value]),
        ...ofOrigins.map(({ HeaderName, HeaderValue }) => [HeaderName.toLowerCase(), HeaderValue]),
      ]),
    }
  }
}
