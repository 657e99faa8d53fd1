/** The key that invitation tokens are signed with, in Secrets Manager. */
import { RemovalPolicy, Validations } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'

/** A secret `{ currentId, current }`; after a rotation also `previousId` and `previous`. */
export class TokenKey extends Construct {
  readonly secretArn: string

  constructor(scope: Construct, id: string) {
    super(scope, id)
    const secret = new Secret(this, 'Secret', {
      description: 'Signs the tokens in invitation links',
      // CloudFormation deletes a secret without the recovery window in which AWS could restore it.
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ currentId: '1' }),
        generateStringKey: 'current',
        passwordLength: 64,
        excludePunctuation: true,
      },
    })
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'Rotating on a schedule would cut short invitations that live up to 30 days; a person rotates it, and the previous key stays good.',
    })
    this.secretArn = secret.secretArn
  }

  statement(): PolicyStatement {
    return new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [this.secretArn] })
  }
}
