/** The firewall in front of the distribution: one caller's requests to the public operations, counted by address. */
import { Aws, CfnRule, Fn } from 'aws-cdk-lib'
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2'
import { Construct } from 'constructs'

/** Requests of one address in five minutes to operations that need no sign-in: thirty invitations opened and redeemed. */
const mostRequests = 300
const seconds = 300

export class Firewall extends Construct {
  readonly arn: string

  constructor(scope: Construct, id: string) {
    super(scope, id)
    // CloudFront takes web ACLs from this region alone; the deploy ends with this sentence elsewhere.
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
