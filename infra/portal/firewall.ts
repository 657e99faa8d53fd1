/** The firewall in front of the distribution: limits requests to the public operations by address. */
import { Aws, CfnRule, Fn } from 'aws-cdk-lib'
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2'
import { Construct } from 'constructs'

/**
 * Requests from one address in five minutes to operations without a sign-in: enough to open and redeem thirty
 * invitations.
 */
const mostRequests = 300
const seconds = 300

export class Firewall extends Construct {
  readonly arn: string

  constructor(scope: Construct, id: string) {
    super(scope, id)
    // CloudFront only accepts web ACLs from this region; elsewhere the deploy stops with this sentence.
    new CfnRule(this, 'Region', {
      assertions: [
        {
          assert: Fn.conditionEquals(Aws.REGION, 'us-east-1'),
          assertDescription:
            'waf=true makes a web ACL for CloudFront, which has to be in us-east-1. Deploy there, or make one there and name it: webAclArn=…',
        },
      ],
    })
    const visibility = (metricName: string) => ({
      cloudWatchMetricsEnabled: true,
      sampledRequestsEnabled: false,
      metricName,
    })
    const webAcl = new CfnWebACL(this, 'WebAcl', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      description: 'Keeps one caller from using up what the public operations take',
      rules: [
        {
          name: 'PublicOperations',
          priority: 0,
          action: { block: { customResponse: { responseCode: 429 } } },
          statement: {
            rateBasedStatement: {
              limit: mostRequests,
              evaluationWindowSec: seconds,
              aggregateKeyType: 'IP',
              scopeDownStatement: {
                byteMatchStatement: {
                  fieldToMatch: { uriPath: {} },
                  positionalConstraint: 'STARTS_WITH',
                  searchString: '/v1/invitations/',
                  textTransformations: [{ priority: 0, type: 'NONE' }],
                },
              },
            },
          },
          visibilityConfig: visibility('PublicOperations'),
        },
      ],
      visibilityConfig: visibility('Usher'),
    })
    this.arn = webAcl.attrArn
  }
}
