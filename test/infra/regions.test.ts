import { readFileSync } from 'node:fs'
import { App, Stack } from 'aws-cdk-lib'
import { afterEach, expect, test, vi } from 'vitest'
import { regionProblem, regionsWithoutMail, workingRegions } from '../../infra/regions.ts'
import { stackIn } from '../support/synthesized.ts'

afterEach(() => vi.unstubAllEnvs())

test.each([
  ['ap-east-1', 'SES'],
  ['eu-south-2', 'SES'],
  ['cn-north-1', 'SES and Cognito user pools'],
  ['us-gov-west-1', 'CloudFront'],
  ['eusc-de-east-1', 'CloudFront'],
])('a stack for %s ends at synth in one sentence: it has no %s', (region, lacking) => {
  const sentence = `Usher cannot run in ${region}, which has no ${lacking}: docs/regions.md lists`
  expect(() => stackIn(new Stack(new App(), 'Host', { env: { region } }))).toThrow(sentence)
  vi.stubEnv('CDK_DEFAULT_REGION', region)
  expect(() => stackIn(new Stack(new App(), 'Host'))).toThrow(sentence)
})

/** Anything but what is only said: the CDK counts a large stack's resources. */
const warningsOf = (app: App) =>
  app
    .synth()
    .getStackByName('Host')
    .messages.filter(({ level }) => level !== 'info')
    .map(({ entry }) => entry.data)

test('a region that is known to work, or not known at synth, passes silently', () => {
  for (const region of workingRegions) expect(regionProblem(region)).toBeUndefined()
  for (const env of [{ region: 'eu-central-1' }, {}]) {
    const app = new App({ treeMetadata: false })
    stackIn(new Stack(app, 'Host', { env }))
    expect(warningsOf(app)).toEqual([])
  }
})

test('a region that nobody has checked yet gets a warning', () => {
  const app = new App({ treeMetadata: false })
  stackIn(new Stack(app, 'Host', { env: { region: 'eu-north-9' } }))
  expect(warningsOf(app)).toEqual([
    expect.stringContaining('It is not known whether Usher can run in eu-north-9'),
  ])
})

test('the page of regions lists the same regions as the check', () => {
  const page = readFileSync('docs/regions.md', 'utf8')
  const [, works = '', lacks = ''] = page.split(/^## /m)
  const regionsOf = (text: string) =>
    (text.match(/`[a-z]{2}-[a-z]+-\d`/g) ?? []).map((name) => name.slice(1, -1)).toSorted()
  expect(regionsOf(works)).toEqual(workingRegions.toSorted())
  expect(regionsOf(lacks)).toEqual(expect.arrayContaining(regionsWithoutMail.toSorted()))
})
