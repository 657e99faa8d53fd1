/**
 * Usher as one construct: a table, an email sender, a sign-in, an API with a function for each operation, and a portal
 * in front of it.
 *
 *     new Usher(this, 'Users', { mailFrom: 'no-reply@example.com', bundles, portalFolder })
 */
import { Annotations, CfnOutput, Stack, Token } from 'aws-cdk-lib'
import { Construct } from 'constructs'
import { AccountSweeper } from './accounts/account-sweeper.ts'
import { Alarms } from './alarms/alarms.ts'
import { Api } from './api/api.ts'
import { ChangeBus } from './events/event-bus.ts'
import { Events } from './events/events.ts'
import type { Bundles } from './functions/bundle-functions.ts'
import { InvitationSweeper } from './invitations/invitation-sweeper.ts'
import { MailFromMissing, nobody } from './mail/mail-from.ts'
import { MailSender } from './mail/mail-sender.ts'
import { MailSweeper } from './mail/mail-sweeper.ts'
import { nextSteps } from './next-steps.ts'
import { EdgeSecret } from './portal/edge-secret.ts'
import { Portal } from './portal/portal.ts'
import { PortalFiles } from './portal/portal-files.ts'
import { filesOf, pageBrandOf } from './product/brand.ts'
import { deployedProduct } from './product/deployed-product.ts'
import { compiled } from './product/words.ts'
import { regionProblem, workingRegions } from './regions.ts'
import { checkedSettings, type GivenSettings, SettingError } from './settings.ts'
import { FirstAdministrator } from './sign-in/first-administrator.ts'
import { signIn } from './sign-in/identity.ts'
import { TokenKey } from './table/signing-key.ts'
import { UsherTable } from './table/table.ts'

/** The built functions and pages. */
export interface Built {
  bundles: Bundles
  /** The folder of the portal's built pages. */
  portalFolder: string
}

/** The settings, without the stack's name, which is the host's. */
export type UsherProps = Omit<GivenSettings, 'stackName'> & Built

export class Usher extends Construct {
  /** @throws SettingError for a wrong setting, or a region that lacks what Usher needs */
  constructor(scope: Construct, id: string, { bundles, portalFolder, ...given }: UsherProps) {
    super(scope, id)
    checkRegion(this)
    const settings = checkedSettings(given)
    if (settings.mailFrom === undefined) new MailFromMissing(this, 'MailFromMissing')
    const { productName, accountName = productName, adminEmail, adminName, mailFrom = nobody } = settings
    const { requestsPerSecond, mailsPerSecond, mailIdentity } = settings
    const { tracing, logRetentionDays: logRetention } = settings
    const defaults = { bundles, product: deployedProduct(settings), logRetention, tracing }
    // A protected table or pool can't be deleted when the stack's first deploy fails and is rolled back.
    const deletionProtection = mailIdentity !== 'pending'

    const table = new UsherTable(this, 'Data', { deletionProtection })
    const tokenKey = new TokenKey(this, 'TokenKey')
    const mail = new MailSender(this, 'Mail', { mailFrom, mailIdentity })
    const identity = signIn(this, { settings, mail, defaults, table, deletionProtection })
    const api = new Api(this, 'Api', settings)
    const edgeSecret = new EdgeSecret(this, 'EdgeSecret').value
    const edgeOnly = settings.waf || settings.webAclArn !== undefined
    const portal = new Portal(this, 'Portal', {
      ...settings,
      edgeSecret,
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
    api.serve({
      defaults,
      table,
      tokenKey,
      issuer,
      audiences,
      operator,
      requestsPerSecond,
      accountsPerPerson: settings.accountsPerPerson,
      edgeSecret,
      edgeOnly,
      ...links,
    })
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
    const { expiredInvitationDays } = settings
    const invitations = new InvitationSweeper(this, 'Invitations', { defaults, table, expiredInvitationDays })
    const accounts = new AccountSweeper(this, 'Accounts', { defaults, table })
    new Alarms(this, 'Alarms', {
      apiId: api.id,
      streamReaders: events.streamReaders,
      deadLetters: events.deadLetters,
      pausedMails: events.pausedMails,
      scheduled: {
        SweepMails: sweeper.lambda,
        SweepInvitations: invitations.lambda,
        SweepAccounts: accounts.lambda,
      },
      alarmEmail: settings.alarmEmail,
    })
    new PortalFiles(this, 'PortalFiles', {
      portal,
      folder: portalFolder,
      files: filesOf(settings.brand),
      logRetention,
      config: {
        issuer,
        clientId,
        productName,
        brand: pageBrandOf(settings.brand),
        words: compiled(settings.words),
        ...(settings.accountsPerPerson > 0 && { selfService: true }),
        ...(settings.signInUrl !== undefined && { productUrl: settings.signInUrl }),
      },
    })
    if (adminEmail !== undefined)
      new FirstAdministrator(this, 'FirstAdministrator', {
        defaults,
        table,
        accountName,
        adminEmail,
        adminName,
      })

    this.#output('PortalUrl', portal.url)
    this.#output('ApiUrl', edgeOnly ? portal.url : `https://${api.host}`)
    this.#output('TableName', table.tableName)
    this.#output('TokenKeySecretArn', tokenKey.secretArn)
    this.#output('DeadLetters', Stack.of(this).toJsonString(events.redrive))
    this.#output('EventBusName', bus.busName)
    this.#output('Issuer', issuer)
    if (tokenUrl !== undefined) {
      this.#output('OperatorClientId', audience)
      this.#output('OperatorTokenUrl', tokenUrl)
    }
    mail.dkimRecords.forEach(({ name, value }, index) => {
      this.#output(`DkimRecord${index + 1}`, `${name} CNAME ${value}`)
    })
    const { stackName } = Stack.of(this)
    const dkimRecords = mail.dkimRecords.length
    nextSteps({ mailFrom, mailIdentity, stackName, portalUrl: portal.url, dkimRecords }).forEach(
      (value, index) => {
        this.#output(`WhatNext${index + 1}`, value)
      },
    )
  }

  /** An output of the stack with exactly this name, which the command line reads. */
  #output(name: string, value: string): void {
    new CfnOutput(this, name, { value }).overrideLogicalId(name)
  }
}

/** If the stack itself names no region, the CDK's command line says which one it would deploy to. */
function checkRegion(usher: Usher): void {
  const { region: named } = Stack.of(usher)
  const region = Token.isUnresolved(named) ? process.env.CDK_DEFAULT_REGION : named
  if (!region || workingRegions.includes(region)) return
  const problem = regionProblem(region)
  if (problem !== undefined) throw new SettingError(problem)
  Annotations.of(usher).addWarningV2(
    'usher:region',
    `It is not known whether Usher can run in ${region}: docs/regions.md says what it needs of a region`,
  )
}
