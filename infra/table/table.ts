/** The one table, its four indexes and its stream, and the policy statements that give functions access. */
import { RemovalPolicy, Stack } from 'aws-cdk-lib'
import {
  AttributeType,
  Billing,
  CfnGlobalTable,
  ProjectionType,
  StreamViewType,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'

/** The DynamoDB actions, without `dynamodb:`, that a function performs on the table and on each index. */
interface TableActions {
  table?: readonly string[]
  gsi1?: readonly string[]
  gsi2?: readonly string[]
  gsi3?: readonly string[]
  gsi4?: readonly string[]
}

interface UsherTableProps {
  deletionProtection: boolean
  /** The key that encrypts it. By default DynamoDB's own. */
  key: IKey | undefined
}

/** What DynamoDB requires on the table's key of everyone who uses the table. */
const keyActions = ['Encrypt', 'Decrypt', 'ReEncryptFrom', 'ReEncryptTo', 'GenerateDataKey', 'DescribeKey']

export class UsherTable extends Construct {
  readonly tableName: string
  readonly streamArn: string
  /** For whoever reads it beside Usher, such as a backup. Writing it past the API breaks what the API promises. */
  readonly table: TableV2
  readonly #arn: string
  readonly #key: IKey | undefined

  constructor(scope: Construct, id: string, { deletionProtection, key: ownKey }: UsherTableProps) {
    super(scope, id)
    const key = (name: string) => ({ name, type: AttributeType.STRING })
    const table = new TableV2(this, 'Table', {
      partitionKey: key('pk'),
      sortKey: key('sk'),
      globalSecondaryIndexes: [
        {
          indexName: 'gsi1',
          partitionKey: key('gsi1pk'),
          sortKey: key('gsi1sk'),
          projectionType: ProjectionType.ALL,
        },
        {
          indexName: 'gsi2',
          partitionKey: key('gsi2pk'),
          sortKey: key('gsi2sk'),
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: ['roleIds', 'status', 'accessUntil', 'lastSeenOn'],
        },
        {
          indexName: 'gsi3',
          partitionKey: key('gsi3pk'),
          sortKey: key('gsi3sk'),
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: ['nonce', 'mail'],
        },
        {
          indexName: 'gsi4',
          partitionKey: key('gsi4pk'),
          sortKey: key('gsi4sk'),
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
      timeToLiveAttribute: 'ttl',
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      billing: Billing.onDemand(),
      deletionProtection,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    })
    if (ownKey) encryptWith(ownKey, table)
    if (table.tableStreamArn === undefined) throw new Error('The table has no stream')
    this.table = table
    this.tableName = table.tableName
    this.streamArn = table.tableStreamArn
    this.#arn = table.tableArn
    this.#key = ownKey
  }

  /** One statement for the table and one for each index, with exactly the actions named, and one for its key. */
  statements({ table = [], gsi1 = [], gsi2 = [], gsi3 = [], gsi4 = [] }: TableActions): PolicyStatement[] {
    const allow = (actions: readonly string[], resource: string) =>
      actions.length === 0
        ? []
        : [
            new PolicyStatement({
              actions: actions.map((action) => `dynamodb:${action}`),
              resources: [resource],
            }),
          ]
    const allowed = [
      ...allow(table, this.#arn),
      ...allow(gsi1, `${this.#arn}/index/gsi1`),
      ...allow(gsi2, `${this.#arn}/index/gsi2`),
      ...allow(gsi3, `${this.#arn}/index/gsi3`),
      ...allow(gsi4, `${this.#arn}/index/gsi4`),
    ]
    return allowed.length === 0 ? [] : [...allowed, ...this.#keyStatements()]
  }

  /** What Lambda's poller needs on the stream. */
  streamStatements(): PolicyStatement[] {
    return [
      new PolicyStatement({
        actions: ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
          (action) => `dynamodb:${action}`,
        ),
        resources: [this.streamArn],
      }),
      ...this.#keyStatements(),
    ]
  }

  /** The key, through DynamoDB alone. */
  #keyStatements(): PolicyStatement[] {
    if (!this.#key) return []
    const viaDynamoDb = `dynamodb.${Stack.of(this).region}.amazonaws.com`
    return [
      new PolicyStatement({
        actions: keyActions.map((action) => `kms:${action}`),
        resources: [this.#key.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': viaDynamoDb } },
      }),
    ]
  }
}

/** The construct's own property needs a region known at synth; this stack can be deployed to any. */
const encryptWith = ({ keyArn }: IKey, { node }: TableV2): void => {
  if (!(node.defaultChild instanceof CfnGlobalTable))
    throw new Error('The table has no CloudFormation resource')
  node.defaultChild.sseSpecification = { sseEnabled: true, sseType: 'KMS' }
  node.defaultChild.addPropertyOverride('Replicas.0.SSESpecification', { KMSMasterKeyId: keyArn })
}
