/** The template's functions, with their code, environment and timeout. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as z from 'zod/mini'
import type { Log } from '../log.ts'
import type { Template } from '../template/template.ts'
import { LocalFunction } from './local-function.ts'
import type { Machine } from './machine.ts'

const functionProperties = z.object({
  Code: z.object({ S3Key: z.string() }),
  Environment: z.optional(z.object({ Variables: z.record(z.string(), z.string()) })),
  MemorySize: z.number(),
  Timeout: z.number(),
  Runtime: z.string(),
})

type Parts = {
  /** Where they send AWS calls. */
  readonly endpoint: string
  /** The name server that they ask, with its port. */
  readonly nameServer: string
  readonly machine: Machine
  readonly log: Log
}

export type Functions = ReadonlyMap<string, LocalFunction>

/**
 * Every function that runs on Node, by its id in the template. The CDK's own function, in Python, copies files at a
 * deploy.
 */
export const localFunctions = (
  template: Template,
  { endpoint, nameServer, machine, log }: Parts,
): Functions => {
  const found = template
    .ofType('AWS::Lambda::Function', functionProperties)
    .filter(({ properties }) => properties.Runtime.startsWith('nodejs'))
  return new Map(
    found.map(({ id, properties: { Code, Environment, MemorySize: memory, Timeout: seconds } }) => {
      const environment = {
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: id,
        AWS_SECRET_ACCESS_KEY: 'local',
        AWS_LAMBDA_FUNCTION_NAME: id,
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memory),
        AWS_CONFIG_FILE: '/dev/null',
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
        AWS_ENDPOINT_URL: endpoint,
        DNS_SERVERS: nameServer,
        ...Environment?.Variables,
      }
      const code = pathToFileURL(join(template.asset(Code.S3Key), 'index.mjs')).href
      return [id, new LocalFunction({ id, memory, seconds, code, environment }, machine, log)]
    }),
  )
}
