/**
 * The portal: static pages in a private bucket and the API under `/v1/*`, behind one distribution and on one origin.
 */
import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib'
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  ResponseHeadersPolicy,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3'
import { Construct, type IConstruct } from 'constructs'
import { globalName } from '../names.ts'
import { Firewall } from './firewall.ts'
import type { Portal } from './portal.ts'
import { contentSecurityPolicy, edgeFunction } from './portal-pages.ts'

interface DistributionProps {
  portal: Portal
  /** The folder of the portal's built pages. */
  folder: string
  apiHost: string
  /** The secret by which the API recognizes the distribution. */
  edgeSecret: string
  /** Other origins that the pages may connect to: the issuer's. */
  connectOrigins: string[]
}

/**
 * The statuses for which CloudFront accepts a caching time. By default it caches an error for 10 seconds, regardless of
 * headers and for everyone, because its cache key has no Authorization.
 */
const errorCodes = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504]

export class PortalDistribution extends Construct {
  /** The portal's URL, without a trailing slash. */
  readonly url: string
  readonly bucket: Bucket
  readonly distribution: Distribution
  /** The CDK's function that empties the bucket before it's deleted; one for all buckets of the stack. */
  readonly emptier: IConstruct

  constructor(scope: Construct, id: string, props: DistributionProps) {
    super(scope, id)
    const { url, certificate, firewall } = props.portal
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.DESTROY,
      autoDeleteObjects: true,
    })
    this.emptier = Stack.of(this).node.findChild('Custom::S3AutoDeleteObjectsCustomResourceProvider')
    const originAccessControl = new S3OriginAccessControl(this, 'OriginAccess', {
      originAccessControlName: globalName(this, 64),
    })
    const headers = this.#securityHeaders(props.connectOrigins)
    const functionAssociations = [
      { eventType: FunctionEventType.VIEWER_REQUEST, function: this.#edgeFunction(props.folder) },
    ]
    const webAclId = firewall === true ? new Firewall(this, 'Firewall').arn : firewall || undefined
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Usher: the portal and its API',
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      errorResponses: errorCodes.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
      ...(url !== undefined &&
        certificate && {
          minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
          domainNames: [new URL(url).hostname],
          certificate,
        }),
      ...(webAclId !== undefined && { webAclId }),
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket, { originAccessControl }),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        responseHeadersPolicy: headers,
        functionAssociations,
      },
      additionalBehaviors: {
        '/v1/*': {
          origin: new HttpOrigin(props.apiHost, {
            protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
            originSslProtocols: [OriginSslPolicy.TLS_V1_2],
            // Replaces whatever a caller sends in this header.
            customHeaders: { 'x-usher-edge': props.edgeSecret },
          }),
          functionAssociations,
          allowedMethods: AllowedMethods.ALLOW_ALL,
          // A bearer token sent in the clear is already compromised, so refuse rather than redirect.
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
          responseHeadersPolicy: headers,
        },
      },
    })
    this.url = url ?? `https://${this.distribution.distributionDomainName}`

    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'It holds the public files of the portal, and only the distribution reads it.',
    })
    Validations.of(this.distribution).acknowledge(
      { id: 'AwsSolutions-CFR1', reason: 'People may be invited wherever they are.' },
      {
        id: 'AwsSolutions-CFR3',
        reason:
          'Its log is one of visitors’ addresses; the access log of the API has what matters, without them.',
      },
    )
    if (webAclId === undefined)
      Validations.of(this.distribution).acknowledge({
        id: 'AwsSolutions-CFR2',
        reason: 'A firewall is paid for by the month, and a setting: waf=true, or webAclArn.',
      })
    if (certificate === undefined)
      Validations.of(this.distribution).acknowledge({
        id: 'AwsSolutions-CFR4',
        reason:
          'CloudFront’s own name comes with its own certificate and versions of TLS; certificateArn with portalUrl ends that.',
      })
  }

  #edgeFunction(folder: string): EdgeFunction {
    return new EdgeFunction(this, 'Pages', {
      functionName: globalName(this, 64),
      comment: 'Maps paths to the pages, and tells the API who asks',
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(edgeFunction(folder)),
    })
  }

  #securityHeaders(connectOrigins: string[]): ResponseHeadersPolicy {
    const override = true
    return new ResponseHeadersPolicy(this, 'SecurityHeaders', {
      responseHeadersPolicyName: globalName(this, 64),
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(connectOrigins), override },
        contentTypeOptions: { override },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(365),
          includeSubdomains: true,
          override,
        },
      },
    })
  }
}
