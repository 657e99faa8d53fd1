/**
 * The bus on which the stack publishes its changes to other code in the AWS account. docs/events.md says how to listen.
 */
import { EventBus } from 'aws-cdk-lib/aws-events'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Construct } from 'constructs'
import { regionalName } from '../names.ts'

export class ChangeBus extends Construct {
  readonly busName: string
  readonly #arn: string

  constructor(scope: Construct, id: string) {
    super(scope, id)
    const bus = new EventBus(this, 'Bus', {
      eventBusName: regionalName(this, 128),
      description: 'What changes in the accounts of Usher',
    })
    this.busName = bus.eventBusName
    this.#arn = bus.eventBusArn
  }

  statement(): PolicyStatement {
    return new PolicyStatement({ actions: ['events:PutEvents'], resources: [this.#arn] })
  }
}
