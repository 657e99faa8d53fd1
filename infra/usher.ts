/**
 * Usher as one construct: a table, an email sender, a sign-in, an API with a function for each operation, and a portal
 * in front of it.
 *
 *     const usher = new Usher(this, 'Users', { mailFrom: 'no-reply@example.com' })
 *     usher.bus.onChange('Removed', { actions: ['user.removed'], targets: [new LambdaFunction(cleanUp)] })
 */
import { CfnOutput, Stack } from 'aws-cdk-lib'
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch'
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb'
import type { IEventBus } from 'aws-cdk-lib/aws-events'
import { Construct } from 'constructs'
import { Alarms } from './alarms/alarms.ts'
import { Api } from './api/api.ts'
import { checkRegion } from './check-region.ts'
import { ChangeBus } from './events/event-bus.ts'
import { Events } from './events/events.ts'
import { MailFromMissing, nobody } from './mail/mail-from.ts'
import { MailSender } from './mail/mail-sender.ts'
import { nextSteps } from './next-steps.ts'
import { EdgeSecret } from './portal/edge-secret.ts'
import { Portal } from './portal/portal.ts'
import { PortalFiles } from './portal/portal-files.ts'
import { type Built, prebuilt } from './prebuilt.ts'
import { filesOf, pageBrandOf } from './product/brand.ts'
import { deployedProduct } from './product/deployed-product.ts'
import { compiled } from './product/words.ts'
import { checkedSettings, type GivenSettings } from './settings.ts'
import { FirstAdministrator } from './sign-in/first-administrator.ts'
import { signIn } from './sign-in/identity.ts'
import { Sweepers } from './sweepers/sweepers.ts'
import { TokenKey } from './table/signing-key.ts'
import { UsherTable } from './table/table.ts'

/** Parts that a host may bring, in the place of those made here. */
export interface OwnParts {
  /** The bus that hears of every change. */
  eventBus?: IEventBus
}

/** The settings, without the stack's name, which is the host's. */
export type UsherProps = Omit<GivenSettings, 'stackName'> &
  OwnParts &
  Partial<Built> & {
    /** Whether the stack holds nothing else, so that its outputs can have plain names. */
    ownStack?: boolean
  }

export class Usher extends Construct {
  /** Tells of every change: `usher.bus.onChange(…)`. */
  readonly bus: ChangeBus
  /** Where the API is, without `/v1`. */
  readonly api: { readonly url: string }
  readonly portal: { readonly url: string }
  /** Who signs people in, and the clients whose tokens the API takes. */
  readonly signIn: { readonly issuer: string; readonly audiences: readonly string[] }
  readonly table: ITableV2
  readonly alarms: readonly Alarm[]
  readonly #ownStack: boolean

  /** @throws SettingError for a wrong setting, or a region that lacks what Usher needs */
  constructor(scope: Construct, id: string, { eventBus, ownStack = false, ...props }: UsherProps) {
    super(scope, id)
    checkRegion(this)
    this.#ownStack = ownStack
    const { bundles: ownBundles, portalFolder: ownPortal, ...given } = props
    const { bundles, portalFolder } =
      ownBundles && ownPortal ? { bundles: ownBundles, portalFolder: ownPortal } : prebuilt()
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
      attributes: settings.attributes,
      edgeSecret,
      edgeOnly,
      ...links,
    })
    const bus = new ChangeBus(this, 'Changes', eventBus)
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
    const { expiredInvitationDays } = settings
    const sweepers = new Sweepers(this, 'Sweepers', { defaults, table, expiredInvitationDays })
    const { alarms } = new Alarms(this, 'Alarms', {
      apiId: api.id,
      streamReaders: events.streamReaders,
      deadLetters: events.deadLetters,
      pausedMails: events.pausedMails,
      scheduled: sweepers.lambdas,
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

    this.bus = bus
    this.api = { url: edgeOnly ? portal.url : `https://${api.host}` }
    this.portal = { url: portal.url }
    this.signIn = { issuer, audiences }
    this.table = table.table
    this.alarms = alarms
    this.#output('PortalUrl', portal.url)
    this.#output('ApiUrl', this.api.url)
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

  /** An output, which the command line reads: by this very name, or in a host's stack under the construct's. */
  #output(name: string, value: string): void {
    const output = new CfnOutput(this, name, { value })
    if (this.#ownStack) output.overrideLogicalId(name)
  }
}
