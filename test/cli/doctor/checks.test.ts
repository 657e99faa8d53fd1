import fc from 'fast-check'
import { expect, test } from 'vitest'
import { awsClients } from '../../../cli/doctor/aws.ts'
import { actionsOf } from '../../../cli/doctor/check.ts'
import { checks, policy } from '../../../cli/doctor/checks.ts'
import { examine } from '../../../cli/doctor/examine.ts'
import { exitCodeOf, reportIn } from '../../../cli/doctor/report.ts'
import { stackName } from '../../../cli/doctor/stack.ts'
import { asked, pretend } from './fake-aws.ts'
import { faults } from './faults.ts'
import { healthyStack, now, type World } from './healthy-stack.ts'
import { webOf, webOfIssuer } from './healthy-web.ts'

const examined = (world: World) => {
  pretend(world)
  const look = {
    aws: awsClients(),
    web: webOf(world.web),
    now,
    wait: async () => {},
    stopped: AbortSignal.any([]),
  }
  return examine(checks, look, new Map([[stackName, 'Usher']]))
}
const idsIn = (found: Awaited<ReturnType<typeof examined>>, state: string) =>
  found.filter(({ finding }) => finding.state === state).map(({ check: { id } }) => id)

test('in a healthy stack every check passes, and AWS is asked exactly what the policy allows', async () => {
  const found = await examined(healthyStack())
  expect(found.filter(({ finding }) => finding.state !== 'ok')).toEqual([])
  expect(exitCodeOf(found)).toBe(0)
  expect([...asked].toSorted()).toEqual(policy.Statement[0]?.Action)
  expect(reportIn(found)).toContain(`${checks.length} ok, 0 wrong, 0 that you can’t see.`)
})

test("your own issuer, with a trailing slash, is as good as the stack's own pool, and a pool of your app is not judged", async () => {
  const world = healthyStack()
  const own = 'https://id.example.com/'
  world.resources = [
    ...world.resources.filter(({ type }) => !type.startsWith('AWS::Cognito::')),
    { id: 'ShopPool1A2B3C4D', type: 'AWS::Cognito::UserPool', name: 'eu-west-1_shop' },
  ]
  world.tagged = world.tagged.filter((one) => !one.arn.includes('userpool'))
  const set = (name: string, value: string | undefined) => {
    world.stack.Outputs = [
      ...(world.stack.Outputs ?? []).filter(({ OutputKey }) => OutputKey !== name),
      ...(value === undefined ? [] : [{ OutputKey: name, OutputValue: value }]),
    ]
  }
  set('Issuer', own)
  set('OperatorClientId', undefined)
  set('OperatorTokenUrl', undefined)
  world.web = { ...world.web, ...webOfIssuer(own) }
  const found = await examined(world)
  expect(idsIn(found, 'wrong')).toEqual([])
  expect(idsIn(found, 'unseen')).toEqual(['api.portal.operator', 'api.direct.operator'])
  expect(reportIn(found)).toContain('Set USHER_TOKEN_URL')
})

test.each(faults)('$it', async ({ wrong, says, spoil }) => {
  const world = healthyStack()
  spoil(world)
  const found = await examined(world)
  expect(idsIn(found, 'wrong')).toEqual(wrong)
  expect(exitCodeOf(found)).toBe(1)
  expect(reportIn(found)).toMatch(says)
})

test('every check has a fault that it finds', () => {
  const found = new Set(faults.flatMap(({ wrong }) => wrong))
  expect(checks.map(({ id }) => id).filter((id) => !found.has(id))).toEqual([])
})

test('a call that AWS refuses is reported with the missing action, and hides nothing else', async () => {
  const actions = policy.Statement[0]?.Action ?? []
  await fc.assert(
    fc.asyncProperty(fc.subarray(actions), async (refused) => {
      const world = healthyStack()
      for (const action of refused) world.denied.add(action)
      for (const { check, finding } of await examined(world)) {
        const hidden = actionsOf(check).filter((action) => refused.includes(action))
        expect([check.id, finding.state]).toEqual([check.id, hidden.length > 0 ? 'unseen' : 'ok'])
        if (finding.state === 'unseen') expect(hidden).toContain(finding.action)
      }
    }),
    { numRuns: 50 },
  )
})

test('without any permission, the exit code and the report say so, and what to allow', async () => {
  const world = healthyStack()
  for (const action of policy.Statement[0]?.Action ?? []) world.denied.add(action)
  const found = await examined(world)
  expect(exitCodeOf(found)).toBe(2)
  expect(reportIn(found)).toContain('To see more, allow cloudformation:DescribeStacks')
})
