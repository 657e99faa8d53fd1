import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isDeploy } from '../../infra/deploying.ts'
import { readSettings } from '../../infra/read-settings.ts'
import { settingNames } from '../../infra/settings.ts'
import { settings as committed } from '../../usher.config.ts'
import { templateOf } from '../support/synthesized.ts'

test.each([
  [{ mailFrom: 'nobody' }, 'mailFrom: must be an e-mail address'],
  [{ issuer: 'https://issuer.example' }, 'audience: issuer and audience go together'],
  [{ tracing: 'maybe' }, 'tracing: must be true or false'],
  [{ corsOrigins: 'http://shop.example' }, 'corsOrigins: must begin with https://'],
  [{ portalUrl: 'users.example.com' }, 'portalUrl: must be a web address'],
  [{ portalUrl: 'https://example.com/users' }, 'portalUrl: must be an origin, without a path'],
  [{ tableKeyArn: 'alias/users' }, 'tableKeyArn: must be the ARN of a KMS key'],
  [{ openSignUp: 'perhaps' }, 'openSignUp: must be true or false'],
  [{ accountsPerPerson: -1 }, 'accountsPerPerson: '],
  [{ attributes: '{"Plan":{}}' }, 'attributes: must declare attributes by name'],
  [{ attributes: 'plan' }, 'attributes: must declare attributes by name'],
  [{ stackName: '1st' }, 'stackName: must be up to 64 letters'],
  [
    { openSignUp: true, issuer: 'https://issuer.example', audience: 'usher' },
    'openSignUp: is about the user pool made here, and an issuer replaces that',
  ],
  [
    { secondFactor: 'required', issuer: 'https://issuer.example', audience: 'usher' },
    'secondFactor: is about the user pool made here, and an issuer replaces that',
  ],
])('the wrong setting %j is reported in one sentence', (context: Record<string, unknown>, sentence) => {
  expect(() => readSettings({}, context)).toThrow(sentence)
})

test.each([
  ['mailfrom', 'mailFrom'],
  ['mail-from', 'mailFrom'],
  ['mail_from', 'mailFrom'],
  ['MAILFROM', 'mailFrom'],
  ['mialFrom', 'mailFrom'],
  ['adminMail', 'adminEmail'],
  ['productname', 'productName'],
  ['portalURL', 'portalUrl'],
  ['logRetention', 'logRetentionDays'],
  ['stackname', 'stackName'],
])('the misspelled setting %s is answered with %s', (wrong, right) => {
  const message = `There is no setting ${wrong}. Did you mean ${right}?`
  expect(() => readSettings({}, { [wrong]: '' })).toThrow(message)
  expect(() => readSettings({ [wrong]: 'x' }, {})).toThrow(message)
})

test('any setting with a letter dropped, doubled or in the other case is answered with the right name', () => {
  const edit = fc.constantFrom(
    () => '',
    (letter: string) => letter + letter,
    (letter: string) => (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase()),
  )
  fc.assert(
    fc.property(fc.constantFrom(...settingNames), fc.nat(), edit, (name, index, change) => {
      const at = index % name.length
      const wrong = name.slice(0, at) + change(name.charAt(at)) + name.slice(at + 1)
      fc.pre(!settingNames.includes(wrong))
      expect(() => readSettings({}, { [wrong]: 'x' })).toThrow(`Did you mean ${name}?`)
    }),
  )
})

test("the CDK's own names in the context are ignored", () => {
  const context = {
    'aws:cdk:bundling-stacks': ['**'],
    '@aws-cdk/core:failSynthOnValidationErrors': false,
    'cli-telemetry': false,
    'availability-zones:account=1:region=eu-west-1': [],
    'acknowledged-issue-numbers': [],
  }
  expect(readSettings({}, context)).toEqual(readSettings({}, {}))
})

test('the command line overrides the file, and an empty value there means the default', () => {
  const file = { productName: 'Acme', mailsPerSecond: 50, corsOrigins: ['https://shop.example'] }
  expect(readSettings(file, {})).toMatchObject(file)
  expect(readSettings(file, { productName: 'Globex', mailsPerSecond: '' })).toMatchObject({
    productName: 'Globex',
    mailsPerSecond: 14,
    corsOrigins: ['https://shop.example'],
  })
})

test('numbers, switches and lists are texts on the command line', () => {
  const texts = {
    tracing: 'true',
    waf: 'false',
    requestsPerSecond: '1000',
    otherAudiences: 'shop, backoffice',
  }
  expect(readSettings({}, texts)).toMatchObject({
    tracing: true,
    waf: false,
    requestsPerSecond: 1_000,
    otherAudiences: ['shop', 'backoffice'],
  })
})

test('the committed settings are valid', () => {
  expect(readSettings(committed, {}).stackName).toMatch(/./)
})

/** Runs the app or the CDK's command line without an AWS account. */
const run = (command: string, words: readonly string[], context: Record<string, string> = {}) => {
  const outdir = mkdtempSync(join(tmpdir(), 'usher-settings-'))
  const nowhere = {
    AWS_CONFIG_FILE: outdir,
    AWS_SHARED_CREDENTIALS_FILE: outdir,
    AWS_EC2_METADATA_DISABLED: 'true',
  }
  const { AWS_PROFILE, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...rest } = process.env
  const app = command === 'node' ? { CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: JSON.stringify(context) } : {}
  const env = { ...rest, ...nowhere, ...app, CDK_DISABLE_CLI_TELEMETRY: 'true' }
  const { status, stdout, stderr } = spawnSync(command, words, { env, encoding: 'utf8' })
  return { status, out: stdout, lines: stderr.trim().split('\n') }
}

test('a wrong setting ends the synthesis with one clear line', () => {
  const { status, lines } = run('node', ['infra/app.ts'], { mailFrom: 'nobody' })
  expect(status).toBe(1)
  expect(lines).toEqual([expect.stringContaining('mailFrom: must be an e-mail address')])
})

// The CDK's command line is slow to start, especially on a busy machine.
const cdkTimeout = 300_000

test("a deploy without the sender's address ends at synth, in one line that says what to set", {
  timeout: cdkTimeout,
}, () => {
  const outdir = mkdtempSync(join(tmpdir(), 'usher-deploy-'))
  const { status, lines } = run('cdk', ['deploy', '--output', outdir, '-c', 'mailFrom='])
  expect(status).toBe(1)
  expect(lines.filter((line) => line.includes('mailFrom'))).toEqual([
    expect.stringMatching(
      /^mailFrom is not set\. Set it in usher\.config\.ts to the address that mails come from/,
    ),
  ])
  expect(lines.join('\n')).not.toMatch(/credentials|at .*\.ts:\d/)
})

test("CloudFormation refuses a stack without the sender's address before it creates anything", () => {
  const { Rules, Parameters } = templateOf({})
  expect(Parameters.MailFrom).toMatchObject({ Default: 'missing', AllowedValues: ['missing'] })
  expect(Rules.MailFromIsSet).toEqual({
    Assertions: [
      {
        Assert: { 'Fn::Equals': [{ Ref: 'MailFrom' }, 'set'] },
        AssertDescription: expect.stringMatching(/^mailFrom is not set\. Set it in usher\.config\.ts/),
      },
    ],
  })
  expect(templateOf({ mailFrom: 'no-reply@example.com' }).Rules).not.toHaveProperty('MailFromIsSet')
})

test.each([
  ['node /app/node_modules/.bin/cdk deploy', true],
  ['cdk -c mailFrom=x deploy --all', true],
  ['node /app/node_modules/aws-cdk/bin/cdk watch', true],
  ['node /app/node_modules/.bin/cdk synth', false],
  ['node /app/node_modules/.bin/cdk diff', false],
  ['sh -c node infra/app.ts', false],
  ['npm run deploy', false],
])('%s changes something on AWS: %s', (commandLine, changes) => {
  expect(isDeploy(commandLine)).toBe(changes)
})
