/**
 * The bus on which the stack publishes its changes to other code in the AWS account. docs/events.md says how to listen.
 */
import { EventBus, type IEventBus, type IRuleTarget, Rule } from 'aws-cdk-lib/aws-events'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Construct } from 'constructs'
import type { AuditAction } from '../../shared/contract/audit.ts'
import { eventSource, eventVersion } from '../../shared/contract/events.ts'
import { regionalName } from '../names.ts'

/** Who hears of which changes. */
export interface Listening {
  /** What gets the events; their `detail` is as `usher/events` has it. */
  targets: IRuleTarget[]
  /** Of which changes it hears; of all of them by default. */
  actions?: AuditAction[]
}

/** The bus of changes. */
export class ChangeBus extends Construct {
  /** @internal */
  readonly busName: string
  /** The bus itself, made here or yours. */
  readonly eventBus: IEventBus

  /** @internal Makes a bus unless one is given. */
  constructor(scope: Construct, id: string, given?: IEventBus) {
    super(scope, id)
    this.eventBus =
      given ??
      new EventBus(this, 'Bus', {
        eventBusName: regionalName(this, 128),
        description: 'What changes in the accounts of Usher',
      })
    this.busName = this.eventBus.eventBusName
  }

  /** Hands changes to these targets, once each is in the audit trail, and in rare cases twice: see docs/events.md. */
  onChange(id: string, { targets, actions }: Listening): Rule {
    return new Rule(this, id, {
      eventBus: this.eventBus,
      eventPattern: {
        source: [eventSource],
        detail: { version: [eventVersion] },
        ...(actions && { detailType: actions }),
      },
      targets,
    })
  }

  /** @internal */
  statement(): PolicyStatement {
    return new PolicyStatement({ actions: ['events:PutEvents'], resources: [this.eventBus.eventBusArn] })
  }
}
