/** The synthesized stack, for tests that read its template. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App, type Stack } from 'aws-cdk-lib'
import { Template as CdkTemplate } from 'aws-cdk-lib/assertions'
import * as z from 'zod/mini'
import { usherStack } from '../../infra/assemble.ts'
import { functionFiles } from '../../infra/functions/bundle-functions.ts'
import { MailSender } from '../../infra/mail/mail-sender.ts'
import type { Built } from '../../infra/prebuilt.ts'
import { checkedSettings, type GivenSettings } from '../../infra/settings.ts'
import { Usher } from '../../infra/usher.ts'
import type { UsherProps } from '../../infra/usher-props.ts'

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

/** Replaces the built functions and pages, which the template only names; these tests are about the rest of it. */
const placeholders = (): Built => {
  const folder = mkdtempSync(join(tmpdir(), 'usher-built-'))
  const folderWith = (name: string, ...files: string[]) => {
    mkdirSync(join(folder, name))
    for (const file of files) writeFileSync(join(folder, name, file), name)
    return join(folder, name)
  }
  return {
    bundles: new Map([...functionFiles.keys()].map((name) => [name, folderWith(name, 'index.mjs')])),
    portalFolder: folderWith('portal', 'index.html', 'join.html'),
  }
}
const built = placeholders()

/** The template of a stack with these settings. */
export const templateOf = (given: GivenSettings): Template => {
  const app = new App({ treeMetadata: false, context: { 'aws:cdk:disable-asset-staging': true } })
  const { stackName } = usherStack(app, checkedSettings(given), built)
  return template.parse(app.synth().getStackByName(stackName).template)
}

/** Adds Usher to somebody else's stack. */
export const stackIn = (host: Stack, props: Partial<UsherProps> = {}, id = 'Users'): Usher =>
  new Usher(host, id, {
    mail: MailSender.ofDomain('no-reply@example.com', { verified: true }),
    ...props,
    built,
  })

/** The template of somebody else's stack. */
export const templateIn = (host: Stack): Template => template.parse(CdkTemplate.fromStack(host).toJSON())

/** The resources of a stack with other settings. */
export const synthesized = (given: GivenSettings): Resources => templateOf(given).Resources

export const stack = synthesized({ adminEmail: 'ada@example.com', mailFrom: 'no-reply@example.com' })

export const ofType = (type: string) => Object.entries(stack).filter(([, resource]) => resource.Type === type)
export const functionNamed = (name: string) =>
  ofType('AWS::Lambda::Function').find(([id]) => id.includes(`${name}Function`)) ?? ['', undefined]

/** What a function may do besides writing its own log, as `action resource` lines. */
export const grants = (name: string): string[] => {
  // The CDK drops a path part from the id if the previous one ends with it: createRole's role is `CreateRole…`.
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
