/** What deleted stacks have left behind. It was kept on purpose, but it costs money and may hold personal data. */
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { paginateGetResources, type ResourceTagMapping } from '@aws-sdk/client-resource-groups-tagging-api'
import type { Aws } from './aws.ts'
import { type Check, check, ok, read, wrong } from './check.ts'
import { resources, stack, stackName } from './stack.ts'

/** What a stack keeps when it's deleted, by the tagging service's names, with CloudFormation's types. */
const kinds = {
  'dynamodb:table': ['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table'],
  'cognito-idp:userpool': ['AWS::Cognito::UserPool'],
  'secretsmanager:secret': ['AWS::SecretsManager::Secret'],
  'ses:identity': ['AWS::SES::EmailIdentity'],
  'logs:log-group': ['AWS::Logs::LogGroup'],
} as const

const keptTypes: readonly string[] = Object.values(kinds).flat()

const tagOf = ({ Tags = [] }: ResourceTagMapping, name: string): string =>
  Tags.find(({ Key }) => Key === `aws:cloudformation:${name}`)?.Value ?? ''

/**
 * Resources that CloudFormation has tagged as belonging to a stack of this name or, whatever the stack was called, as
 * the same part of one. Every stack of Usher has the same logical ids.
 */
const tagged = read('tag:GetResources', [stackName, resources], async ({ aws }, name, all) => {
  const logicalIds = all.filter(({ type }) => keptTypes.includes(type)).map(({ id }) => id)
  const found = new Map<string, ResourceTagMapping>()
  const filters = [
    { Key: 'aws:cloudformation:stack-name', Values: [name] },
    // A filter takes at most this many values.
    ...inTwenties(logicalIds).map((Values) => ({ Key: 'aws:cloudformation:logical-id', Values })),
  ]
  for (const filter of filters)
    for await (const { ResourceTagMappingList = [] } of paginateGetResources(
      { client: aws.tags },
      { TagFilters: [filter], ResourceTypeFilters: Object.keys(kinds) },
    ))
      for (const one of ResourceTagMappingList) found.set(one.ResourceARN ?? '', one)
  return [...found.values()]
})

const inTwenties = <Value>(values: readonly Value[]): Value[][] =>
  Array.from({ length: Math.ceil(values.length / 20) }, (_, at) => values.slice(20 * at, 20 * (at + 1)))

/** Those whose stack is gone, or whose stack no longer has them. */
const leftBehind = read(
  'cloudformation:DescribeStacks',
  [tagged, stack, resources],
  async ({ aws }, found, { StackId }, all) => {
    const owners = [...new Set(found.map((one) => tagOf(one, 'stack-id')))].filter((id) => id !== StackId)
    const gone = new Set<string>()
    for (const owner of owners) if (await isGone(aws, owner)) gone.add(owner)
    return found.filter((one) => {
      const owner = tagOf(one, 'stack-id')
      return owner === StackId ? !all.some(({ name }) => isNamed(one.ResourceARN, name)) : gone.has(owner)
    })
  },
)

const isGone = async ({ cloudformation }: Aws, StackName: string): Promise<boolean> => {
  try {
    const { Stacks = [] } = await cloudformation.send(new DescribeStacksCommand({ StackName }))
    return Stacks[0]?.StackStatus === 'DELETE_COMPLETE'
  } catch (error) {
    // 90 days after a stack is deleted, CloudFormation doesn't know it by its id either.
    if (error instanceof Error && error.name === 'ValidationError') return true
    throw error
  }
}

/**
 * Whether an ARN ends with the name by which CloudFormation knows the resource (for some resources, the ARN itself).
 */
const isNamed = (arn = '', name: string): boolean =>
  arn === name || arn.endsWith(`/${name}`) || arn.endsWith(`:${name}`)

export const leftoverChecks: readonly Check[] = [
  check('leftovers.earlier', 'No earlier stack has left anything behind', [leftBehind], (left) => {
    if (left.length === 0) return ok('none that CloudFormation has tagged')
    return wrong(
      ['kept from stacks that are gone:', ...left.map(({ ResourceARN }) => ResourceARN)].join('\n'),
      'Take what you need from it (docs/recovery.md), then delete it: tables and pools have deletion protection, which comes off first',
    )
  }),
]
