/** Puts the portal's files and its `config.json` into the bucket at deploy time. */
import { copyFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Duration, Stack, Stage, Validations } from 'aws-cdk-lib'
import type { Role } from 'aws-cdk-lib/aws-iam'
import type { RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment'
import { Construct, type IConstruct } from 'constructs'
import type { PageBrand } from '../../shared/product/brand.ts'
import type { CompiledWords } from '../../shared/product/replaced-words.ts'
import { logOf, roleOf } from '../functions/usher-function.ts'
import type { PortalDistribution } from './distribution.ts'

/** The built files whose names contain a hash of their content. */
const hashed = 'assets/*'

interface PortalFilesProps {
  portal: PortalDistribution
  /** The folder of the built pages. */
  folder: string
  logRetention: RetentionDays
  /** Files of the product's brand, by their path in the portal. */
  files: ReadonlyMap<string, string>
  /** The texts of the product's own languages, each in a file that's loaded by those who read it. */
  texts: Readonly<Record<string, CompiledWords>>
  /** What the pages read from `/config.json`. */
  config: {
    issuer: string
    clientId: string
    productName: string
    productUrl?: string
    brand: PageBrand
    words: Readonly<Record<string, CompiledWords>>
    languages: Readonly<Record<string, string>>
    selfService?: boolean
  }
}

export class PortalFiles extends Construct {
  constructor(scope: Construct, id: string, props: PortalFilesProps) {
    super(scope, id)
    const { portal, folder, files: brandFiles, texts, logRetention, config } = props
    const logGroup = logOf(this, logRetention)
    const role = roleOf(this, logGroup)
    const copier = { destinationBucket: portal.bucket, memoryLimit: 256, role, logGroup }
    const pages = Source.asset(folder)
    // Their names change with their content. Those of earlier deploys stay, for pages that are still open.
    const assets = new BucketDeployment(this, 'Assets', {
      ...copier,
      sources: [pages],
      exclude: ['*'],
      include: [hashed],
      cacheControl: [
        CacheControl.setPublic(),
        CacheControl.maxAge(Duration.days(365)),
        CacheControl.immutable(),
      ],
      prune: false,
    })
    const files = new BucketDeployment(this, 'Files', {
      ...copier,
      sources: [
        pages,
        Source.jsonData('config.json', config),
        ...Object.entries(texts).map(([language, { mails: _, ...text }]) =>
          Source.jsonData(`words/${language}.json`, text),
        ),
        ...(brandFiles.size > 0 ? [Source.asset(brandFolder(this, brandFiles))] : []),
      ],
      exclude: [hashed],
      // Without a distribution there's no invalidation to wait for: CloudFront revalidates each of these files with the
      // bucket.
      cacheControl: [CacheControl.noCache()],
    })
    // A page is replaced once everything that it loads is there.
    files.node.addDependency(assets)
    acknowledgeCopier(portal.bucket, role)
  }
}

const brandFolder = (scope: Construct, files: ReadonlyMap<string, string>): string => {
  const folder = join(Stage.of(scope)?.outdir ?? '', 'brand', scope.node.addr)
  for (const [name, path] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    copyFileSync(path, join(folder, name))
  }
  return folder
}

/** The function that copies the files comes with the CDK, which chooses its runtime and extends its role. */
const acknowledgeCopier = (bucket: Bucket, role: Role): void => {
  const stack = Stack.of(role)
  const reason = 'The CDK makes the function that copies the files, and runs it at deploys alone.'
  const acknowledge = (construct: IConstruct, ids: readonly string[]): void =>
    Validations.of(construct).acknowledge(...ids.map((id) => ({ id, reason })))
  const assets = 'arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*'
  const [bucketId] = stack.resolve(bucket.bucketArn)['Fn::GetAtt']
  acknowledge(role, [
    ...['GetObject*', 'GetBucket*', 'List*', 'DeleteObject*', 'Abort*'].map(
      (action) => `AwsSolutions-IAM5[Action::s3:${action}]`,
    ),
    ...[assets, `<${bucketId}.Arn>/*`, '*'].map((resource) => `AwsSolutions-IAM5[Resource::${resource}]`),
  ])
  for (const child of stack.node.children)
    if (child.node.id.startsWith('Custom::CDKBucketDeployment'))
      acknowledge(child, [
        'AwsSolutions-L1',
        'Serverless-LambdaDLQ',
        'Serverless-LambdaLatestVersion',
        'Serverless-LambdaTracing',
      ])
}
