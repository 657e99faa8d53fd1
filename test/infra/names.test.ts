import { expect, test } from 'vitest'
import { schemaOf } from '../support/cloudformation-schema.ts'
import { type Resources, templateOf } from '../support/synthesized.ts'

type Place = { stackName: string; region: string; stackId: string }

const place = (stackName: string, region: string, uuid: string): Place => ({
  stackName,
  region,
  stackId: `arn:aws:cloudformation:${region}:123456789012:stack/${stackName}/${uuid}`,
})
const uuids = [
  '5f3b1c8e-1111-4b1e-9c55-0a1b2c3d4e5f',
  '6a4c2d9f-2222-4b1e-9c55-0a1b2c3d4e5f',
  '7b5d3ea0-3333-4b1e-9c55-0a1b2c3d4e5f',
] as const

/**
 * Names that only need to be unique within one of the stack's own resources, and properties that are called names but
 * aren't.
 */
const withinTheStack = [
  /^AWS::DynamoDB::GlobalTable\..*(AttributeName|IndexName)$/,
  /^AWS::Cognito::UserPool(ResourceServer|Client)?\..*(Name|Identifier)$/,
  /^AWS::Cognito::UserPool\.Schema/,
  /^AWS::ApiGatewayV2::(Authorizer\.Name|Stage\.StageName)$/,
  // An HTTP API's name needn't be unique; its id is.
  /^AWS::ApiGatewayV2::Api\.Name$/,
  /^AWS::IAM::Role\.Policies\[\d+\]\.PolicyName$/,
  /^AWS::IAM::Policy\.PolicyName$/,
  /^AWS::CloudWatch::Alarm\..*(MetricName|Namespace|Dimensions\[\d+\]\.Name)$/,
  // CloudFront's own policies for caching and requests, and the names at which people reach the distribution.
  /^AWS::CloudFront::Distribution\..*(DomainName|OriginAccessIdentity|HeaderName)$/,
  // A metric's namespace contains the stack's name.
  /^AWS::Logs::MetricFilter\..*MetricName$/,
  /^AWS::Lambda::EventInvokeConfig\.Qualifier$/,
  /^Custom::FirstAdministrator\./,
]

/** What CloudFormation makes of a value in a place; undefined if it refers to a resource of the stack. */
const valueIn = (value: unknown, at: Place): string | undefined => {
  if (typeof value === 'string') return value
  const [[name, argument] = ['', undefined]] = Object.entries(Object(value))
  const list: unknown[] = Array.isArray(argument) ? argument : []
  const parts = () => (Array.isArray(list[1]) ? list[1] : []).map((part) => valueIn(part, at))
  if (name === 'Ref')
    return { 'AWS::Region': at.region, 'AWS::StackName': at.stackName, 'AWS::StackId': at.stackId }[
      String(argument)
    ]
  if (name === 'Fn::Join') return parts().includes(undefined) ? undefined : parts().join(String(list[0]))
  if (name === 'Fn::Select') {
    const [split, rest] = Object.entries(Object(list[1]))[0] ?? []
    const [separator, text] = split === 'Fn::Split' && Array.isArray(rest) ? rest : []
    return valueIn(text, at)?.split(String(separator))[Number(list[0])]
  }
  return undefined
}

/** All names that the template sets, by type and property. */
const namesIn = (resources: Resources, at: Place): string[] => {
  const found: string[] = []
  const visit = (value: unknown, path: string, isName: boolean): void => {
    const name =
      isName && !withinTheStack.some((pattern) => pattern.test(path)) ? valueIn(value, at) : undefined
    if (name !== undefined) found.push(`${path}: ${name}`)
    if (Array.isArray(value))
      for (const [index, one] of value.entries()) visit(one, `${path}[${index}]`, isName)
    else if (typeof value === 'object' && value !== null)
      for (const [key, one] of Object.entries(value))
        if (key !== 'Ref' && !key.startsWith('Fn::')) visit(one, `${path}.${key}`, namesSomething(key))
  }
  const namesSomething = (key: string) => /(Name|Domain|Identifier|Identity|Aliases|Prefix)$/.test(key)
  for (const { Type, Properties } of Object.values(resources)) {
    const identifying = schemaOf(Type)?.primaryIdentifier ?? []
    for (const [key, value] of Object.entries(Properties))
      visit(value, `${Type}.${key}`, identifying.includes(key) || namesSomething(key))
  }
  return found
}

const stackAt = (at: Place, mailFrom: string) =>
  namesIn(templateOf({ mailFrom, stackName: at.stackName, adminEmail: 'ada@example.com' }).Resources, at)

const production = place('Usher', 'eu-west-1', uuids[0])
const names = stackAt(production, 'no-reply@example.com')

test('finds all names of a stack', () => {
  const kinds = names.map((line) => line.slice(0, line.indexOf(':', line.indexOf('.'))))
  expect(kinds.toSorted()).toEqual([
    'AWS::CloudFront::Function.Name',
    'AWS::CloudFront::OriginAccessControl.OriginAccessControlConfig.Name',
    'AWS::CloudFront::ResponseHeadersPolicy.ResponseHeadersPolicyConfig.Name',
    'AWS::Cognito::UserPoolDomain.Domain',
    'AWS::Events::EventBus.Name',
    'AWS::Logs::LogGroup.LogGroupName',
    'AWS::SES::EmailIdentity.EmailIdentity',
  ])
})

test('staging beside production, in one account and region, shares no name with it', () => {
  const staging = stackAt(place('Staging', 'eu-west-1', uuids[1]), 'no-reply@staging.example.com')
  expect(staging).toHaveLength(names.length)
  expect(staging.filter((name) => names.includes(name))).toEqual([])
})

test("staging on production's domain uses the existing identity", () => {
  const given = { mailFrom: 'no-reply@example.com', mailIdentity: 'existing' as const, stackName: 'Staging' }
  const staging = namesIn(templateOf(given).Resources, place('Staging', 'eu-west-1', uuids[1]))
  expect(staging.filter((name) => names.includes(name))).toEqual([])
})

/** SES identities, event buses and logs are regional, and may have the same name in another region. */
const regional = (line: string) => /^AWS::(SES|Events|Logs)::/.test(line)

test('the same stack in two regions of an account shares no global name', () => {
  const elsewhere = stackAt(place('Usher', 'us-east-1', uuids[2]), 'no-reply@example.com')
  const shared = elsewhere.filter((name) => names.includes(name))
  expect(shared.filter((name) => !regional(name))).toEqual([])
})

test("a stack with a long name, in the region with the longest, stays within AWS's length limits", () => {
  const at = place(`A${'long-name'.repeat(7)}`, 'ap-southeast-7', uuids[0])
  const limits: Record<string, number> = { CloudFront: 64, Cognito: 63, Events: 256, Logs: 512, SES: 255 }
  for (const line of stackAt(at, 'no-reply@example.com')) {
    const [, service = '', name = ''] = /^AWS::(\w+)::.*: (.*)$/.exec(line) ?? []
    expect(name.length, line).toBeLessThanOrEqual(limits[service] ?? 0)
    expect(name, line).toMatch(/^[\w./-]+$/)
  }
})

test('no export of a stack has a name that another stack could export', () => {
  expect(JSON.stringify(templateOf({ mailFrom: 'no-reply@example.com' }).Outputs)).not.toContain('Export')
})
