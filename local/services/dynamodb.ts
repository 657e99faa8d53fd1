/** The template's table, in DynamoDB Local. */
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb'
import * as z from 'zod/mini'
import type { Template } from '../template/template.ts'

export const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
export const region = 'us-east-1'

const keys = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))
const tableProperties = z.object({
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  KeySchema: keys,
  GlobalSecondaryIndexes: z.array(
    z.object({
      IndexName: z.string(),
      KeySchema: keys,
      Projection: z.object({
        ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
        NonKeyAttributes: z.optional(z.array(z.string())),
      }),
    }),
  ),
  StreamSpecification: z.object({
    StreamViewType: z.enum(['NEW_AND_OLD_IMAGES', 'NEW_IMAGE', 'OLD_IMAGE', 'KEYS_ONLY']),
  }),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.boolean() }),
})

type LocalTable = { readonly name: string; readonly streamArn: string }

/** Creates the template's table unless it exists, and any indexes that it lacks. */
export const makeTable = async (template: Template, url: string): Promise<LocalTable> => {
  const { id, properties } = template.single('AWS::DynamoDB::GlobalTable', tableProperties)
  const TableName = String(template.resolve({ Ref: id }))
  const { StreamSpecification, TimeToLiveSpecification, ...rest } = properties
  const client = new DynamoDBClient({ endpoint: url, region, credentials })
  const describe = async () => (await client.send(new DescribeTableCommand({ TableName }))).Table
  try {
    const { LatestStreamArn = '', GlobalSecondaryIndexes: present = [] } = (await describe()) ?? {}
    const names = present.map(({ IndexName }) => IndexName)
    const { AttributeDefinitions, GlobalSecondaryIndexes } = rest
    for (const Create of GlobalSecondaryIndexes.filter(({ IndexName }) => !names.includes(IndexName)))
      await client.send(
        new UpdateTableCommand({
          TableName,
          AttributeDefinitions,
          GlobalSecondaryIndexUpdates: [{ Create }],
        }),
      )
    return { name: TableName, streamArn: LatestStreamArn }
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error
    await client.send(
      new CreateTableCommand({
        ...rest,
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        StreamSpecification: { ...StreamSpecification, StreamEnabled: true },
      }),
    )
    await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }))
    return { name: TableName, streamArn: (await describe())?.LatestStreamArn ?? '' }
  } finally {
    client.destroy()
  }
}
