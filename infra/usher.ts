/**
 * Usher as one construct: a table, an email sender, a sign-in, an API with a function for each operation, and a portal
 * in front of it.
 *
 *     const users = new Usher(this, 'Users', {
 *       mail: MailSender.ofDomain('no-reply@example.com', { verified: false }),
 *       productName: 'Acme',
 *     })
 *     users.bus.onChange('Removed', { actions: ['user.removed'], targets: [new LambdaFunction(cleanUp)] })
 */
import { Stack, Tags } from 'aws-cdk-lib'
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch'
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { Grant, type IGrantable, PermissionsBoundary } from 'aws-cdk-lib/aws-iam'
import { Construct } from 'constructs'
import { Alarms } from './alarms/alarms.ts'
import { Api } from './api/api.ts'
import { checkRegion } from './check-region.ts'
import { ChangeBus } from './events/event-bus.ts'
import { Events } from './events/events.ts'
import { Mail } from './mail/mail.ts'
import { nextSteps } from './next-steps.ts'
import { operatorOf, type UsherOperator, type UsherPortal, type UsherSignIn } from './opened.ts'
import { addOutputs, dkimRecordsOf, numbered } from './outputs.ts'
import { PortalDistribution } from './portal/distribution.ts'
import { EdgeSecret } from './portal/edge-secret.ts'
import { PortalFiles } from './portal/portal-files.ts'
import { prebuilt } from './prebuilt.ts'
import { filesOf, pageBrandOf } from './product/brand.ts'
import { deployedProduct } from './product/deployed-product.ts'
import { compiledLanguages, namesOf } from './product/languages.ts'
import { compiled } from './product/words.ts'
import { SettingError } from './setting-error.ts'
import { FirstAdministrator } from './sign-in/first-administrator.ts'
import { Sweepers } from './sweepers/sweepers.ts'
import { TokenKey } from './table/signing-key.ts'
import { UsherTable } from './table/table.ts'
import { checkedProps, type UsherProps } from './usher-props.ts'

/** Users and roles, as a part of your stack. */
export class Usher extends Construct {
  /** Tells of every change: `users.bus.onChange(…)`. */
  readonly bus: ChangeBus
  /** Where the API is, without `/v1`. */
  readonly api: { readonly url: string }
  /** Where the portal is. */
  readonly portal: UsherPortal
  /** Who signs people in, for a JWT authorizer of your own. */
  readonly signIn: UsherSignIn
  /** The client of your own backend. Undefined if there are no operators. */
  readonly operator: UsherOperator | undefined
  /** The table, for a backup. Write to it through the API only. */
  readonly table: ITableV2
  /** Every alarm, for actions of your own. */
  readonly alarms: readonly Alarm[]

  /** @throws SettingError for a wrong setting, or a region that lacks what Usher needs */
  constructor(scope: Construct, id: string, props: UsherProps) {
    super(scope, id)
    checkRegion(this)
    const checked = checkedProps(props)
    const { options, mail: sender, firstAdministrator, permissionsBoundary, tags = {} } = checked
    if (permissionsBoundary) PermissionsBoundary.of(this).apply(permissionsBoundary)
    for (const [name, value] of Object.entries(tags)) Tags.of(this).add(name, value)

    const { bundles, portalFolder } = checked.built ?? prebuilt()
    const { productName, requestsPerSecond, mailsPerSecond } = options
    const { tracing, logRetentionDays: logRetention } = options
    const product = deployedProduct(options, sender.sending)
    const defaults = { bundles, product, logRetention, tracing }
    const mailVerified = sender.identity !== 'pending'
    // A protected table or pool can't be deleted when the stack's first deploy fails and is rolled back.
    const deletionProtection = mailVerified

    const table = new UsherTable(this, 'Data', { deletionProtection, key: checked.tableKey })
    const tokenKey = new TokenKey(this, 'TokenKey')
    const mail = new Mail(this, 'Mail', sender)
    const { attributes, brand } = options
    const identity = checked.signIn.bind(this, {
      ...{ mail, mailVerified, defaults, table, attributes, deletionProtection, brand },
    })
    const api = new Api(this, 'Api', options)
    const edgeSecret = new EdgeSecret(this, 'EdgeSecret').value
    const edgeOnly = checked.portal.firewall !== false
    const portal = new PortalDistribution(this, 'Portal', {
      portal: checked.portal,
      edgeSecret,
      folder: portalFolder,
      apiHost: api.host,
      connectOrigins: identity.origins,
    })
    // The CDK puts it beside this construct.
    if (permissionsBoundary) PermissionsBoundary.of(portal.emptier).apply(permissionsBoundary)
    const { issuer, operator, userPool } = identity
    const clientId = identity.clientFor(portal.url)
    const links = { portalUrl: portal.url, signInUrl: options.signInUrl ?? `${portal.url}/sign-in` }
    const audiences = [...new Set([clientId, operator.audience, ...options.otherAudiences])]
    api.serve({
      defaults,
      table,
      tokenKey,
      issuer,
      audiences,
      operator,
      requestsPerSecond,
      accountsPerPerson: options.accountsPerPerson,
      attributes,
      edgeSecret,
      edgeOnly,
      ...links,
    })
    const bus = new ChangeBus(this, 'Changes', checked.eventBus)
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
    const { expiredInvitationDays } = options
    const sweepers = new Sweepers(this, 'Sweepers', { defaults, table, expiredInvitationDays })
    const { alarms } = new Alarms(this, 'Alarms', {
      apiId: api.id,
      streamReaders: events.streamReaders,
      deadLetters: events.deadLetters,
      pausedMails: events.pausedMails,
      scheduled: sweepers.lambdas,
      alarmEmail: options.alarmEmail,
    })
    new PortalFiles(this, 'PortalFiles', {
      portal,
      folder: portalFolder,
      files: filesOf(options.brand),
      texts: compiledLanguages(options.languages),
      logRetention,
      config: {
        issuer,
        clientId,
        productName,
        brand: pageBrandOf(options.brand),
        words: compiled(options.words),
        languages: namesOf(options.languages),
        ...(options.accountsPerPerson > 0 && { selfService: true }),
        ...(options.signInUrl !== undefined && { productUrl: options.signInUrl }),
      },
    })
    if (firstAdministrator)
      new FirstAdministrator(this, 'FirstAdministrator', {
        defaults,
        table,
        accountName: firstAdministrator.accountName ?? productName,
        adminEmail: firstAdministrator.email,
        adminName: firstAdministrator.name,
      })

    this.bus = bus
    this.api = { url: edgeOnly ? portal.url : `https://${api.host}` }
    this.portal = { url: portal.url, distribution: portal.distribution }
    this.signIn = { issuer, audiences, ...(userPool && { userPool }) }
    this.operator = operatorOf(operator)
    this.table = table.table
    this.alarms = alarms

    const { stackName } = Stack.of(this)
    const { ownStack } = checked
    const deployed = { mail: sender, stackName, ownStack, portalUrl: portal.url }
    addOutputs(this, ownStack, {
      PortalUrl: portal.url,
      ApiUrl: this.api.url,
      TableName: table.tableName,
      TokenKeySecretArn: tokenKey.secretArn,
      DeadLetters: Stack.of(this).toJsonString(events.redrive),
      EventBusName: bus.busName,
      Issuer: issuer,
      ...(operator.tokenUrl !== undefined && {
        OperatorClientId: operator.audience,
        OperatorTokenUrl: operator.tokenUrl,
      }),
      ...dkimRecordsOf(mail),
      ...numbered('WhatNext', nextSteps({ ...deployed, dkimRecords: mail.dkimRecords.length })),
    })
  }

  /**
   * Lets somebody read the secret of the operators' client, with which they act on every account. It's the right to
   * describe the clients of the user pool (`cognito-idp:DescribeUserPoolClient`), of all its clients.
   *
   * @throws SettingError if the secret is at an issuer of your own
   */
  grantOperator(grantee: IGrantable): Grant {
    const { userPool } = this.signIn
    if (!userPool || !this.operator)
      throw new SettingError(
        'grantOperator needs a user pool with an operator: with an issuer of your own, give your backend the secret of its client there',
      )
    return Grant.addToPrincipal({
      grantee,
      actions: ['cognito-idp:DescribeUserPoolClient'],
      resourceArns: [userPool.userPoolArn],
    })
  }
}
