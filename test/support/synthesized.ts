/** The stack as it is synthesized, for tests that read its template. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App } from 'aws-cdk-lib'
import * as z from 'zod/mini'
import { assemble } from '../../infra/assemble.ts'
import { checkedSettings, type GivenSettings } from '../../infra/settings.ts'

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
    DeletionPolicy: z.optional(z.string()),
    UpdateReplacePolicy: z.optional(z.string()),
  }),
)
export type Resources = z.output<typeof resources>

const template = z.looseObject({
  Resources: resources,
  Outputs: z._default(z.record(z.string(), z.object({ Value: z.unknown() })), {}),
  Parameters: z._default(z.record(z.string(), anything), {}),
  Rules: z._default(z.record(z.string(), anything), {}),
})
export type Template = z.output<typeof template>

const readTemplate = (outdir: string, stackName: string): Template =>
  template.parse(JSON.parse(readFileSync(join(outdir, `${stackName}.template.json`), 'utf8')))

/** Where the stack was synthesized, as `cdk synth` does it without credentials. */
export const assembly = mkdtempSync(join(tmpdir(), 'usher-stack-'))
const context = { stackName: 'Usher', adminEmail: 'ada@example.com', mailFrom: 'no-reply@example.com' }
const { AWS_PROFILE, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...env } = process.env
execFileSync('node', ['infra/app.ts'], {
  env: { ...env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: JSON.stringify(context) },
})
export const stack = readTemplate(assembly, 'Usher').Resources

const functions = join(assembly, 'functions')

/** The functions and pages that were built for the first stack. */
export const built = {
  bundles: new Map(readdirSync(functions).map((name) => [name, join(functions, name)])),
  portalFolder: join(assembly, 'portal'),
}

/** The template of a stack with other settings. */
export const templateOf = (given: GivenSettings): Template => {
  const outdir = mkdtempSync(join(tmpdir(), 'usher-stack-'))
  const settings = checkedSettings(given)
  assemble(new App({ outdir }), settings, built)
  return readTemplate(outdir, settings.stackName)
}

/** The resources of a stack with other settings. */
export const synthesized = (given: GivenSettings): Resources => templateOf(given).Resources

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
    /(DataTable|TokenKey|MailQueue|ChangesBus|DeadLetters|LostStreamRecords|LostChanges|LostMailEvents|identity\/[\w.]+)/.exec(
      text,
    )?.[1] ??
    text
  )
}
