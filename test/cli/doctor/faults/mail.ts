import { arn } from '../healthy-stack.ts'
import { type Fault, fault } from './fault.ts'

export const mailFaults: readonly Fault[] = [
  fault(
    'an identity that is not verified',
    'mail.identity',
    /example.com is not verified \(PENDING\)/,
    (world) => {
      world.identity = { ...world.identity, VerifiedForSendingStatus: false, VerificationStatus: 'PENDING' }
    },
  ),
  fault('no identity', ['mail.identity', 'mail.dkim'], /no identity example.com in this region/, (world) => {
    world.identity = undefined
  }),
  fault(
    'DKIM that is not set up',
    'mail.dkim',
    /one\._domainkey\.example\.com CNAME one\.dkim\.amazonses/,
    (world) => {
      world.identity = {
        ...world.identity,
        DkimAttributes: { SigningEnabled: true, Status: 'PENDING', Tokens: ['one', 'two', 'three'] },
      }
    },
  ),
  fault('DKIM that is off', 'mail.dkim', /put-email-identity-dkim-attributes/, (world) => {
    world.identity = { ...world.identity, DkimAttributes: { SigningEnabled: false, Status: 'SUCCESS' } }
  }),
  fault('sending that AWS has paused', 'mail.sending', /sending is paused/, ({ account }) => {
    account.SendingEnabled = false
  }),
  fault('a sender under review', 'mail.sending', /reviews this account \(PROBATION\)/, ({ account }) => {
    account.EnforcementStatus = 'PROBATION'
  }),
  fault('the sandbox of SES', 'mail.sandbox', /Request production access/, ({ account }) => {
    account.ProductionAccessEnabled = false
  }),
  fault('more mails a second than SES takes', 'mail.rate', /mailsPerSecond=1,/, ({ account }) => {
    account.SendQuota = { ...account.SendQuota, MaxSendRate: 1 }
  }),
  fault('a quota that is nearly used up', 'mail.quota', /190 of 200 mails/, ({ account }) => {
    account.SendQuota = { MaxSendRate: 14, Max24HourSend: 200, SentLast24Hours: 190 }
  }),
  fault(
    'no configuration set',
    ['mail.configuration-set', 'mail.suppression'],
    /no configuration set mails/,
    (world) => {
      world.configurationSet = undefined
    },
  ),
  fault('a configuration set that sends nothing', 'mail.configuration-set', /sending turned off/, (world) => {
    world.configurationSet = { ...world.configurationSet, SendingOptions: { SendingEnabled: false } }
  }),
  fault('an event destination that is off', 'mail.events', /DELIVERY, BOUNCE, COMPLAINT, REJECT/, (world) => {
    world.destinations = world.destinations.map((one) => ({ ...one, Enabled: false }))
  }),
  fault('bounces that SES does not tell', 'mail.events', /does not say: BOUNCE/, (world) => {
    world.destinations = world.destinations.map((one) => ({
      ...one,
      MatchingEventTypes: ['DELIVERY', 'COMPLAINT', 'REJECT'],
    }))
  }),
  fault('a suppression list of bounces', 'mail.suppression', /by the AWS account’s settings/, (world) => {
    world.configurationSet = { SendingOptions: { SendingEnabled: true } }
  }),
  fault(
    'a role that may not send',
    'mail.permission',
    /identity\/example\.com: implicitDeny/,
    ({ refused }) => {
      refused.add(`ses:SendRawEmail ${arn('ses', 'identity/example.com')}`)
    },
  ),
  fault(
    'a role that may not send to recipients in the sandbox',
    ['mail.sandbox', 'mail.permission'],
    /identity\/recipient\.example: implicitDeny/,
    ({ account, refused }) => {
      account.ProductionAccessEnabled = false
      refused.add(`ses:SendRawEmail ${arn('ses', 'identity/recipient.example')}`)
    },
  ),
  fault('a role that may not read the key', 'mail.signing-key', /GetSecretValue on arn/, ({ refused }) => {
    refused.add(`secretsmanager:GetSecretValue ${arn('secretsmanager', 'secret:key-a1b2c3')}`)
  }),
]
