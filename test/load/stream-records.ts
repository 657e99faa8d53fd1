/** The records of the table's stream for each of its consumers, for benchmarks that deliver them themselves. */
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams'
import type { DynamoDBRecord } from 'aws-lambda'
import { mappingProperties } from '../../local/lambda/mapping.ts'
import { pause } from '../../local/lambda/polling.ts'
import { StreamReader } from '../../local/lambda/stream-reader.ts'
import { credentials, region } from '../../local/services/dynamodb.ts'
import type { Template } from '../../local/template/template.ts'

type Consumer = 'OnChange' | 'OnMailQueued'
type Table = { readonly dynamodbUrl: string; readonly streamArn: string; readonly template: Template }

/** Reads the stream with the filters of the template's mappings until it's stopped. */
export const followStream = ({ dynamodbUrl, streamArn, template }: Table) => {
  const waiting: Record<Consumer, DynamoDBRecord[]> = { OnChange: [], OnMailQueued: [] }
  const client = new DynamoDBStreamsClient({ endpoint: dynamodbUrl, region, credentials })
  const ending = new AbortController()
  const follow = (consumer: Consumer) => {
    const invoke = async (event: unknown) => {
      waiting[consumer].push(...JSON.parse(JSON.stringify(event)).Records)
      return { result: undefined }
    }
    return template
      .ofType('AWS::Lambda::EventSourceMapping', mappingProperties)
      .filter(({ properties }) => properties.FunctionName.includes(consumer))
      .map(({ properties: mapping }) =>
        new StreamReader({ client, streamArn, lambda: { invoke }, mapping, lost: undefined }).run(
          ending.signal,
        ),
      )
  }
  const reading = [...follow('OnChange'), ...follow('OnMailQueued')]
  return {
    /** The next record about this user for a consumer; earlier ones are skipped. */
    async next(consumer: Consumer, userId: string): Promise<DynamoDBRecord> {
      for (;;) {
        const record = waiting[consumer].shift()
        if (record?.dynamodb?.Keys?.sk?.S === `USER#${userId}`) return record
        if (record === undefined) await pause(50)
      }
    },
    async stop() {
      ending.abort()
      await Promise.allSettled(reading)
      client.destroy()
    },
  }
}
