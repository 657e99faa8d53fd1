/** The stack itself: whether its last deploy succeeded, and whether somebody has changed it by hand since. */
import { DescribeStacksCommand, paginateListStackResources, type Stack } from '@aws-sdk/client-cloudformation'
import { outputsIn } from '../stack-outputs.ts'
import { type Check, check, NotSeen, ok, read, unseen, wrong } from './check.ts'

/** Already known in every run that names a stack. */
export const stackName = read<[], string>(undefined, [], async () => {
  throw new NotSeen(unseen('no stack is named', 'Name it: --stack Usher'))
})

export const stack = read('cloudformation:DescribeStacks', [stackName], async ({ aws }, StackName) => {
  const { Stacks = [] } = await aws.cloudformation.send(new DescribeStacksCommand({ StackName }))
  return Stacks[0] ?? noStack(StackName)
})
const noStack = (name: string): Stack => {
  throw new NotSeen(unseen(`there is no stack ${name}`, 'Look at its name, and at the region'))
}

export const outputs = read(undefined, [stack], async (_, described) => {
  const found = outputsIn(described)
  if (found.success) return found.data
  throw new NotSeen(unseen('the stack lacks outputs that say where to look', 'Deploy it again'))
})

/** Where the portal, the API and the issuer are; already known in a run on this machine. */
export const site = read(undefined, [outputs], async (_, { PortalUrl, ApiUrl, Issuer }) => ({
  portalUrl: PortalUrl,
  apiUrl: ApiUrl,
  issuer: Issuer,
}))

/** The partition, region and AWS account of the stack, from its ARN. */
export const home = read(undefined, [stack], async (_, { StackId = '' }) => {
  const [, partition = '', , region = '', account = ''] = StackId.split(':')
  return { partition, region, account }
})

export type Resource = { readonly id: string; readonly type: string; readonly name: string }

export const resources = read(
  'cloudformation:ListStackResources',
  [stackName],
  async ({ aws }, StackName): Promise<readonly Resource[]> => {
    const found: Resource[] = []
    const pages = paginateListStackResources({ client: aws.cloudformation }, { StackName })
    for await (const { StackResourceSummaries = [] } of pages)
      for (const { LogicalResourceId: id = '', ResourceType: type = '', PhysicalResourceId: name } of [
        ...StackResourceSummaries,
      ])
        if (name !== undefined) found.push({ id, type, name })
    return found
  },
)

/** The names of all resources of a type. */
export const namesOf = (all: readonly Resource[], type: string): readonly string[] =>
  all.filter((one) => one.type === type).map(({ name }) => name)

const done: readonly (string | undefined)[] = [
  'CREATE_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
  'IMPORT_COMPLETE',
]

export const stackChecks: readonly Check[] = [
  check('stack.status', 'The last deploy came through', [stack], ({ StackStatus = '' }) => {
    if (done.includes(StackStatus)) return ok(StackStatus)
    return StackStatus.endsWith('_IN_PROGRESS')
      ? wrong(`a deploy is under way (${StackStatus})`, 'Wait for its end, and look again')
      : wrong(
          `the last deploy failed (${StackStatus})`,
          'Read the first failed event of the stack in the CloudFormation console, mend that and deploy again',
        )
  }),
  check('stack.outputs', 'The stack says where everything is', [stack], (described) => {
    const found = outputsIn(described)
    if (found.success) return ok(`${Object.keys(found.data).length} outputs`)
    const missing = [...new Set(found.error.issues.map(({ path }) => String(path[0])))].join(', ')
    return wrong(
      `outputs are missing or unreadable: ${missing}`,
      'Deploy again with this version; if this is another stack, name the right one',
    )
  }),
  check(
    'stack.drift',
    'Nobody has changed the stack’s resources by hand',
    [stack],
    ({ StackName, DriftInformation }) => {
      const { StackDriftStatus = 'NOT_CHECKED', LastCheckTimestamp } = DriftInformation ?? {}
      const detect = `aws cloudformation detect-stack-drift --stack-name ${StackName}`
      if (StackDriftStatus === 'DRIFTED')
        return wrong(
          `resources differ from the template, as of ${LastCheckTimestamp?.toISOString() ?? 'the last look'}`,
          `See which: aws cloudformation describe-stack-resource-drifts --stack-name ${StackName}. Undo the changes, or make them settings; then ${detect}`,
        )
      return StackDriftStatus === 'IN_SYNC'
        ? ok(`no drift, as of ${LastCheckTimestamp?.toISOString() ?? 'the last look'}`)
        : ok(`CloudFormation knows of none; to have it look: ${detect}`)
    },
  ),
]
