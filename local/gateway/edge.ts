/** What CloudFront does to a request on its way: the function of the template runs, and the origin's own headers are added. */
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

/** The path that the function makes of a request's, and the headers that it and the origin put over the caller's. */
export const edge = (template: Template): ((path: string, viewerIp: string) => Passed) => {
  const { properties } = template.single('AWS::CloudFront::Function', edgeFunction)
  const { Origins } = template.single('AWS::CloudFront::Distribution', distribution).properties
    .DistributionConfig
  const ofOrigins = Origins.flatMap(({ OriginCustomHeaders }) => OriginCustomHeaders)
  const context = createContext({})
  runInContext(properties.FunctionCode, context)
  return (path, viewerIp) => {
    // The distribution's default root object stands for the root before the function's answer is looked up.
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
