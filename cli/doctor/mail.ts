/** SES: the sender's identity, the AWS account's limits, and the configuration set. */
import {
  type EventType,
  GetAccountCommand,
  GetConfigurationSetCommand,
  GetConfigurationSetEventDestinationsCommand,
  GetEmailIdentityCommand,
} from '@aws-sdk/client-sesv2'
import { orNone } from './aws.ts'
import { type Check, check, ok, read, wrong } from './check.ts'
import { mappings } from './events.ts'
import { sender } from './sender.ts'

export const account = read('ses:GetAccount', [], ({ aws }) => aws.ses.send(new GetAccountCommand()))

const identity = read('ses:GetEmailIdentity', [sender], ({ aws }, { domain }) =>
  orNone(aws.ses.send(new GetEmailIdentityCommand({ EmailIdentity: domain }))),
)

const configurationSet = read('ses:GetConfigurationSet', [sender], ({ aws }, { configurationSet: name }) =>
  orNone(aws.ses.send(new GetConfigurationSetCommand({ ConfigurationSetName: name }))),
)

const destinations = read(
  'ses:GetConfigurationSetEventDestinations',
  [sender],
  async ({ aws }, { configurationSet: name }) => {
    const answer = await orNone(
      aws.ses.send(new GetConfigurationSetEventDestinationsCommand({ ConfigurationSetName: name })),
    )
    return answer?.EventDestinations ?? []
  },
)

/** The events that the stack stores with users. */
const wanted: readonly EventType[] = ['DELIVERY', 'BOUNCE', 'COMPLAINT', 'REJECT']

/** The share of the day's quota from which on nobody should import people today. */
const nearlyUsed = 0.9

export const mailChecks: readonly Check[] = [
  check(
    'mail.identity',
    'SES has verified the domain of mailFrom',
    [sender, identity],
    ({ domain }, found) => {
      if (found?.VerifiedForSendingStatus === true) return ok(domain)
      return found === undefined
        ? wrong(
            `SES has no identity ${domain} in this region`,
            'Set mailIdentity to pending and deploy, or make it in this AWS account and region and set mailIdentity to existing',
          )
        : wrong(
            `${domain} is not verified (${found.VerificationStatus ?? 'no status'})`,
            'Set the DKIM records (see mail.dkim), and wait: SES looks for them for 72 hours',
          )
    },
  ),
  check('mail.dkim', 'Mails are signed by DKIM', [sender, identity], ({ domain }, found) => {
    const { SigningEnabled, Status, Tokens = [] } = found?.DkimAttributes ?? {}
    if (SigningEnabled === true && Status === 'SUCCESS') return ok(`signed as ${domain}`)
    const records = Tokens.map((token) => `${token}._domainkey.${domain} CNAME ${token}.dkim.amazonses.com`)
    return wrong(
      SigningEnabled === false ? 'signing is off' : `DKIM is ${Status ?? 'not set up'}`,
      SigningEnabled === false
        ? `Turn it on: aws sesv2 put-email-identity-dkim-attributes --email-identity ${domain} --signing-enabled`
        : ['Set these records at the DNS of the domain:', ...records].join('\n'),
    )
  }),
  check('mail.sending', 'SES lets this AWS account send', [account], (limits) => {
    const { SendingEnabled, EnforcementStatus = 'HEALTHY' } = limits
    if (SendingEnabled === true && EnforcementStatus === 'HEALTHY') return ok('healthy')
    return wrong(
      SendingEnabled === true ? `SES reviews this account (${EnforcementStatus})` : 'sending is paused',
      'Read what SES wrote to the AWS account’s owner; Reputation metrics in its console names bounces and complaints',
    )
  }),
  check('mail.sandbox', 'SES sends to every address', [account], ({ ProductionAccessEnabled }) =>
    ProductionAccessEnabled === true
      ? ok('out of the sandbox')
      : wrong(
          'SES is in its sandbox in this region: mails reach only verified addresses and the simulator',
          'Request production access: SES console, Account dashboard',
        ),
  ),
  check(
    'mail.rate',
    'SES takes mails as fast as mailsPerSecond sends them',
    [account, sender, mappings],
    ({ SendQuota }, { interval, functionArn }, all) => {
      const queue = all.find(({ FunctionArn }) => FunctionArn === functionArn)
      const senders = queue?.ScalingConfig?.MaximumConcurrency ?? 1
      const rate = Math.floor((10_000 * senders) / interval) / 10
      const most = SendQuota?.MaxSendRate ?? 0
      if (rate <= most) return ok(`${rate} a second of ${most}`)
      return wrong(
        `the stack sends up to ${rate} mails a second, and SES takes ${most}`,
        `Set mailsPerSecond to ${most} and deploy, or ask for more in Service Quotas (Amazon SES)`,
      )
    },
  ),
  check('mail.quota', 'Today’s mails are within SES’s quota', [account], ({ SendQuota = {} }) => {
    const { Max24HourSend = 0, SentLast24Hours = 0 } = SendQuota
    // SES returns -1 if there's no quota.
    if (Max24HourSend === -1 || SentLast24Hours < nearlyUsed * Max24HourSend)
      return ok(`${SentLast24Hours} of ${Max24HourSend === -1 ? 'any number' : Max24HourSend} in 24 hours`)
    return wrong(
      `${SentLast24Hours} of ${Max24HourSend} mails are sent in 24 hours`,
      'Wait with imports, or ask for a higher quota in Service Quotas (Amazon SES); mails beyond it are sent later',
    )
  }),
  check(
    'mail.configuration-set',
    'The configuration set is there and sends',
    [sender, configurationSet],
    ({ configurationSet: name }, found) => {
      if (found && found.SendingOptions?.SendingEnabled !== false) return ok(name)
      return found === undefined
        ? wrong(`there is no configuration set ${name}`, 'Deploy again: every mail names it')
        : wrong(
            `${name} has sending turned off`,
            `aws sesv2 put-configuration-set-sending-options --configuration-set-name ${name} --sending-enabled`,
          )
    },
  ),
  check('mail.events', 'SES tells the stack of deliveries, bounces and complaints', [destinations], (all) => {
    const told = all
      .filter(({ Enabled, EventBridgeDestination }) => Enabled === true && EventBridgeDestination)
      .flatMap(({ MatchingEventTypes = [] }) => MatchingEventTypes)
    const missing = wanted.filter((type) => !told.includes(type))
    if (missing.length === 0) return ok('by EventBridge')
    return wrong(
      `SES does not say: ${missing.join(', ')}`,
      'Deploy again, or enable the configuration set’s event destination to EventBridge in the SES console',
    )
  }),
  check(
    'mail.suppression',
    'SES sends again where a mail once bounced',
    [account, sender, configurationSet],
    ({ SuppressionAttributes }, { configurationSet: name }, found) => {
      const own = found?.SuppressionOptions?.SuppressedReasons
      const reasons = own ?? SuppressionAttributes?.SuppressedReasons ?? []
      if (!reasons.includes('BOUNCE')) return ok(`suppressed: ${reasons.join(', ') || 'nothing'}`)
      return wrong(
        `SES’s suppression list swallows mails to addresses that bounced once (${own ? 'by the configuration set' : 'by the AWS account’s settings'})`,
        `An administrator who sends again sends nothing. Let the configuration set suppress complaints alone: aws sesv2 put-configuration-set-suppression-options --configuration-set-name ${name} --suppressed-reasons COMPLAINT`,
      )
    },
  ),
]
