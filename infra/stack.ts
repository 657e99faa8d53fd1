/**
 * The stack, put together: a table, a sender of mails, a sign-in, an API with a function for each operation, and
 * a portal in front of it.
 */
import { CfnOutput, Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { Alarms } from './alarms/alarms.ts'
import { Api } from './api/api.ts'
import { ChangeBus } from './events/event-bus.ts'
import { Events } from './events/events.ts'
import type { Bundles } from './functions/bundle-functions.ts'
import { MailSender } from './mail/mail-sender.ts'
import { MailSweeper } from './mail/mail-sweeper.ts'
import { Portal } from './portal/portal.ts'
import { PortalFiles } from './portal/portal-files.ts'
import type { Settings } from './settings.ts'
import { FirstAdministrator } from './sign-in/first-administrator.ts'
import { signIn } from './sign-in/identity.ts'
import { TokenKey } from './table/signing-key.ts'
import { UsherTable } from './table/table.ts'

export interface UsherStackProps {
  settings: Settings
  bundles: Bundles
  /** The folder of the portal's built pages. */
  portalFolder: string
}

export class UsherStack extends Stack {
  constructor(scope: Construct, id: string, { settings, bundles, portalFolder }: UsherStackProps) {
    super(scope, id, { description: 'Usher: users and roles for a multi-tenant product' })
    const { productName, accountName = productName, adminEmail, adminName } = settings
    const { requestsPerSecond, mailsPerSecond } = settings
    const defaults = { bundles, logRetention: settings.logRetentionDays, tracing: settings.tracing }

    const table = new UsherTable(this, 'Data')
    const tokenKey = new TokenKey(this, 'TokenKey')
    const mail = new MailSender(this, 'Mail', settings)
    const identity = signIn(this, { settings, mail, defaults, table })
    const api = new Api(this, 'Api', settings)
    const portal = new Portal(this, 'Portal', {
      ...settings,
      folder: portalFolder,
      apiHost: api.host,
      connectOrigins: identity.origins,
    })
    const { issuer } = identity
    const clientId = identity.clientFor(portal.url)
    const links = { portalUrl: portal.url, signInUrl: settings.signInUrl ?? `${portal.url}/sign-in` }

    const { operator } = identity
    const { audience, tokenUrl } = operator
    const audiences = [...new Set([clientId, audience, ...settings.otherAudiences])]
    api.serve({ defaults, table, tokenKey, issuer, audiences, operator, requestsPerSecond, ...links })
    const bus = new ChangeBus(this, 'Changes')
    const events = new Events(this, 'Events', {
      defaults,
      table,
      tokenKey,
      mail,
      bus,
      productName,
      mailsPerSecond,
      ...links,
    })
    const sweeper = new MailSweeper(this, 'Sweeper', { defaults, table })
    new Alarms(this, 'Alarms', {
      apiId: api.id,
      streamReaders: events.streamReaders,
      deadLetters: events.deadLetters,
      pausedMails: events.pausedMails,
      scheduled: { SweepMails: sweeper.lambda },
      alarmEmail: settings.alarmEmail,
    })
    new PortalFiles(this, 'PortalFiles', {
      portal,
      folder: portalFolder,
      logRetention: defaults.logRetention,
      config: { issuer, clientId, productName },
    })
    if (adminEmail !== undefined)
      new FirstAdministrator(this, 'FirstAdministrator', {
        defaults,
        table,
        accountName,
        adminEmail,
        adminName,
      })

    new CfnOutput(this, 'PortalUrl', { value: portal.url })
    new CfnOutput(this, 'ApiUrl', { value: `https://${api.host}` })
    new CfnOutput(this, 'TableName', { value: table.tableName })
    new CfnOutput(this, 'TokenKeySecretArn', { value: tokenKey.secretArn })
    new CfnOutput(this, 'DeadLetters', { value: this.toJsonString(events.redrive) })
    new CfnOutput(this, 'EventBusName', { value: bus.busName })
    new CfnOutput(this, 'Issuer', { value: issuer })
    if (tokenUrl !== undefined) {
      new CfnOutput(this, 'OperatorClientId', { value: audience })
      new CfnOutput(this, 'OperatorTokenUrl', { value: tokenUrl })
    }
    mail.dkimRecords.forEach(({ name, value }, index) => {
      new CfnOutput(this, `DkimRecord${index + 1}`, { value: `${name} CNAME ${value}` })
    })
  }
}
