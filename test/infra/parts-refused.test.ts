import { App, Stack } from 'aws-cdk-lib'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import { FeaturePlan, UserPool } from 'aws-cdk-lib/aws-cognito'
import { EmailIdentity } from 'aws-cdk-lib/aws-ses'
import { expect, test } from 'vitest'
import { MailSender, Portal, SignIn } from '../../package/cdk.ts'
import { stackIn } from '../support/synthesized.ts'

const host = (): Stack => new Stack(new App({ treeMetadata: false }), 'Host')
const certificateIn = (region: string, stack = host()) =>
  Certificate.fromCertificateArn(
    stack,
    'Certificate',
    `arn:aws:acm:${region}:123456789012:certificate/12345678-1234-1234-1234-123456789012`,
  )
const verified = { verified: true }
const loginUrl = 'https://auth.example.com'

test.each<[string, () => unknown]>([
  ['mail.from: must be an e-mail address', () => MailSender.ofDomain('nobody', verified)],
  [
    'mail.replyTo: must be an e-mail address',
    () => MailSender.existing('no-reply@example.com', { replyTo: 'x' }),
  ],
  [
    'mail.identity: must be that of example.com, and is that of example.org',
    () =>
      MailSender.existing('no-reply@example.com', {
        identity: EmailIdentity.fromEmailIdentityName(host(), 'Identity', 'example.org'),
      }),
  ],
  [
    'signIn.issuer: must begin with https://',
    () => SignIn.oidc({ issuer: 'http://issuer.example', audience: 'x' }),
  ],
  [
    'signIn.operator.clientId: must be another client than the portal’s',
    () => SignIn.oidc({ issuer: 'https://issuer.example', audience: 'x', operator: { clientId: 'x' } }),
  ],
  ['portal.domain: must be', () => Portal.at('users.example.com/x', certificateIn('us-east-1'))],
  ['portal.certificate: must be', () => Portal.at('users.example.com', certificateIn('eu-west-1'))],
  ['portal.url: must be an address of this machine', () => Portal.local('https://users.example.com')],
  ['portal.firewall: must be the ARN of a web ACL', () => Portal.atCloudFront({ firewall: 'yes' })],
])('a part is refused where it is made, in one line: %s', (line, make) => {
  expect(make).toThrow(`Setting ${line}`)
  expect(make).toThrow(/^[^\n]*$/)
})

const poolIn = (stack: Stack, featurePlan = FeaturePlan.ESSENTIALS) =>
  new UserPool(stack, 'Pool', { featurePlan })

test.each<[string, (stack: Stack) => object]>([
  ['There is no setting mailFrom', () => ({ mailFrom: 'no-reply@example.com' })],
  ['There is no setting brnad. Did you mean brand?', () => ({ brnad: {} })],
  ['Setting mail: must be made by MailSender.ofDomain', () => ({ mail: 'no-reply@example.com' })],
  ['Setting mailsPerSecond: ', () => ({ mailsPerSecond: 0 })],
  [
    'Setting firstAdministrator.email: must be an e-mail address',
    () => ({ firstAdministrator: { email: 'x' } }),
  ],
  [
    'Setting firstAdministrator: waits until mail is verified',
    () => ({
      mail: MailSender.ofDomain('no-reply@example.com', { verified: false }),
      firstAdministrator: { email: 'ada@example.com' },
    }),
  ],
  [
    'Setting signIn.loginUrl: must be a web address',
    (stack) => {
      const pool = poolIn(stack)
      return { signIn: SignIn.existingPool(pool, pool.addClient('Web'), { loginUrl: 'auth.example.com' }) }
    },
  ],
  [
    'Setting signIn.tokenClaims: takes a user pool with the feature plan Essentials or Plus',
    (stack) => {
      const pool = poolIn(stack, FeaturePlan.LITE)
      return { signIn: SignIn.existingPool(pool, pool.addClient('Web'), { loginUrl, tokenClaims: true }) }
    },
  ],
  [
    'Setting signIn.tokenClaims: takes a user pool of the same stack',
    (stack) => {
      const pool = poolIn(new Stack(stack.node.root as App, 'Other'))
      return { signIn: SignIn.existingPool(pool, pool.addClient('Web'), { loginUrl, tokenClaims: true }) }
    },
  ],
  [
    'Setting signIn: the portal’s client must have no secret',
    (stack) => {
      const pool = poolIn(stack)
      return {
        signIn: SignIn.existingPool(pool, pool.addClient('Web', { generateSecret: true }), { loginUrl }),
      }
    },
  ],
  [
    'Setting signIn: the portal’s client must have https://users.example.com/ among its callbackUrls',
    (stack) => {
      const pool = poolIn(stack)
      const client = pool.addClient('Web', { oAuth: { callbackUrls: ['https://acme.example/'] } })
      return {
        signIn: SignIn.existingPool(pool, client, { loginUrl }),
        portal: Portal.at('users.example.com', certificateIn('us-east-1', stack)),
      }
    },
  ],
])('a construct is refused in one line: %s', (line, props) => {
  const stack = host()
  const make = () => stackIn(stack, props(stack))
  expect(make).toThrow(line)
})
