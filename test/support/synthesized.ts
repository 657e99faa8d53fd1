/** The stack as it is synthesized, for tests that read its template. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App } from 'aws-cdk-lib'
import * as z from 'zod/mini'
import { assemble } from '../../infra/assemble.ts'

export const statement = z.object({
  Effect: z.literal('Allow'),
  Action: z.pipe(
    z.union([z.string(), z.array(z.string())]),
    z.transform((action) => [action].flat()),
  ),
  Resource: z.unknown(),
})
const anything = z.looseObject({})
const resources = z.record(
  z.string(),
  z.object({
    Type: z.string(),
    Properties: z._default(anything, {}),
    DependsOn: z.optional(z.array(z.string())),
  }),
)
export type Resources = z.output<typeof resources>

const resourcesIn = (outdir: string): Resources => {
  const file: unknown = JSON.parse(readFileSync(join(outdir, 'Usher.template.json'), 'utf8'))
  return z.object({ Resources: resources }).parse(file).Resources
}

/** Where the stack was synthesized, as `cdk synth` does it without credentials. */
export const assembly = mkdtempSync(join(tmpdir(), 'usher-stack-'))
const context = { adminEmail: 'ada@example.com', mailFrom: 'no-reply@example.com' }
const { AWS_PROFILE, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...env } = process.env
execFileSync('node', ['infra/app.ts'], {
  env: { ...env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: JSON.stringify(context) },
})
export const stack = resourcesIn(assembly)

/** The stack with other settings, of the functions and pages that were built for the first. */
export const synthesized = (context: Record<string, string>): Resources => {
  const outdir = mkdtempSync(join(tmpdir(), 'usher-stack-'))
  const functions = join(assembly, 'functions')
  const bundles = new Map(readdirSync(functions).map((name) => [name, join(functions, name)]))
  assemble(new App({ outdir, context }), { bundles, portalFolder: join(assembly, 'portal') })
  return resourcesIn(outdir)
}

export const ofType = (type: string) => Object.entries(stack).filter(([, resource]) => resource.Type === type)
export const functionNamed = (name: string) =>
  ofType('AWS::Lambda::Function').find(([id]) => id.includes(`${name}Function`)) ?? ['', undefined]

/** What a function may do but for its own log, as `action resource` lines. */
export const grants = (name: string): string[] => {
  // The CDK leaves a part of a path out of the id that the one before ends with: createRole's role is `CreateRole…`.
  const ownRole = new RegExp(`${name}(Role)?[0-9A-F]{8}$`)
  const [, role] = ofType('AWS::IAM::Role').find(([id]) => ownRole.test(id)) ?? []
  const policies = z
    .object({ Policies: z.array(z.object({ PolicyDocument: z.object({ Statement: z.array(statement) }) })) })
    .parse(role?.Properties).Policies
  return policies
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .flatMap(({ Action, Resource }) => Action.map((action) => `${action} ${resourceName(Resource)}`))
    .filter((line) => !line.startsWith('logs:'))
    .toSorted()
}

export const resourceName = (resource: unknown): string => {
  const text = JSON.stringify(resource)
  const index = /\/index\/(\w+)/.exec(text)?.[1]
  return (
    index ??
    /(DataTable|TokenKey|MailQueue|ChangesBus|DeadLetters|LostStreamRecords|LostChanges|LostMailEvents|identity\/[\w.*]+)/.exec(
      text,
    )?.[1] ??
    text
  )
}
