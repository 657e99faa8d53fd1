/** How emails are sent: an SES identity for the sender's domain, and the configuration set that they go through. */
import { RemovalPolicy, Stack } from 'aws-cdk-lib'
import { EventBus } from 'aws-cdk-lib/aws-events'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses'
import { Construct } from 'constructs'
import { MailFromMissing } from './mail-from.ts'
import type { MailSender } from './mail-sender.ts'

export class Mail extends Construct {
  readonly from: string
  readonly identityArn: string
  readonly configurationSetName: string
  /** The CNAME records that prove the domain, if the identity is created here. */
  readonly dkimRecords: { name: string; value: string }[]
  readonly #configurationSetArn: string
  readonly #anyIdentity: string

  constructor(scope: Construct, id: string, sender: MailSender) {
    super(scope, id)
    const stack = Stack.of(this)
    const { from, domain } = sender
    if (sender.isMissing) new MailFromMissing(this, 'FromMissing')
    // No event destination asks for clicks or opens, so SES doesn't rewrite the links.
    const configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      // Usher keeps track of addresses that bounced: an administrator may resend once the mailbox exists. SES keeps
      // suppressing addresses that complained.
      suppressionReasons: SuppressionReasons.COMPLAINTS_ONLY,
    })
    // SES only publishes to the default bus.
    configurationSet.addEventDestination('Feedback', {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'DefaultBus', 'default')),
      events: [
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.DELIVERY_DELAY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
      ],
    })
    const identity =
      sender.identity === 'existing'
        ? undefined
        : // By domain, so that another domain adds an identity and the previous one stays.
          new EmailIdentity(this, `Identity-${domain}`, { identity: Identity.domain(domain) })
    identity?.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)

    this.from = from
    this.identityArn =
      sender.given?.emailIdentityArn ??
      stack.formatArn({ service: 'ses', resource: 'identity', resourceName: domain })
    this.configurationSetName = configurationSet.configurationSetName
    this.#anyIdentity = stack.formatArn({ service: 'ses', resource: 'identity', resourceName: '*' })
    this.#configurationSetArn = stack.formatArn({
      service: 'ses',
      resource: 'configuration-set',
      resourceName: this.configurationSetName,
    })
    this.dkimRecords = identity?.dkimRecords ?? []
  }

  /**
   * Sending, from the one address and through the one configuration set. In its sandbox, SES requires permission on the
   * recipient's identity too, so the condition on the sender is the limit.
   */
  statement(): PolicyStatement {
    return new PolicyStatement({
      actions: ['ses:SendRawEmail'],
      resources: [this.#anyIdentity, this.#configurationSetArn],
      conditions: { StringEquals: { 'ses:FromAddress': this.from } },
    })
  }
}
