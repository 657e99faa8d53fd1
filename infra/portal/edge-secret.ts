/**
 * The secret with which the distribution proves to the API that a request came through it, so that the API trusts its
 * headers.
 */
import { Validations } from 'aws-cdk-lib'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'

export class EdgeSecret extends Construct {
  /** A reference that CloudFormation resolves in place, so that the template doesn't contain the secret. */
  readonly value: string

  constructor(scope: Construct, id: string) {
    super(scope, id)
    const secret = new Secret(this, 'Secret', {
      description: 'What CloudFront tells the API, so that it believes what CloudFront says of a caller',
      generateSecretString: {
        secretStringTemplate: '{}',
        generateStringKey: 'edge',
        passwordLength: 48,
        excludePunctuation: true,
      },
    })
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'CloudFormation sets it at both ends at once; a rotation between deploys would tear them apart.',
    })
    this.value = secret.secretValueFromJson('edge').unsafeUnwrap()
  }
}
