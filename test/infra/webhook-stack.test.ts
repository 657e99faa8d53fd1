import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { matches } from '../../local/services/event-pattern.ts'

const template = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.unknown() })),
})

test("the documentation's webhook synthesizes: one URL with a key, retries, and a queue for what it refuses", () => {
  const outdir = mkdtempSync(join(tmpdir(), 'usher-webhook-'))
  const context = { eventBusName: 'UsherBus', endpoint: 'https://example.com/usher-events' }
  execFileSync('node', ['examples/webhook-stack.ts'], {
    env: { ...process.env, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: JSON.stringify(context) },
  })
  const file: unknown = JSON.parse(readFileSync(join(outdir, 'UsherWebhook.template.json'), 'utf8'))
  const { Resources } = template.parse(file)
  const propertiesOf = (type: string) =>
    Object.values(Resources).flatMap(({ Type, Properties }) => (Type === type ? [Properties] : []))
  expect(propertiesOf('AWS::Events::Connection')).toMatchObject([
    {
      AuthorizationType: 'API_KEY',
      AuthParameters: {
        ApiKeyAuthParameters: { ApiKeyValue: expect.stringContaining('resolve:secretsmanager:') },
      },
    },
  ])
  expect(propertiesOf('AWS::Events::ApiDestination')).toMatchObject([
    { HttpMethod: 'POST', InvocationEndpoint: context.endpoint },
  ])
  const rules = propertiesOf('AWS::Events::Rule')
  expect(rules).toMatchObject([
    {
      EventBusName: context.eventBusName,
      Targets: [
        {
          InputPath: '$.detail',
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': [expect.stringMatching(/^Refused/), 'Arn'] } },
          RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
        },
      ],
    },
  ])
  const { EventPattern } = z.object({ EventPattern: z.unknown() }).parse(rules[0])
  const event = { source: 'usher', 'detail-type': 'user.removed', detail: { version: 1 } }
  expect(matches(EventPattern, event)).toBe(true)
  expect(matches(EventPattern, { ...event, detail: { version: 2 } })).toBe(false)
})
