/** What can't be recreated: the table with its backups, and the key that signs links. */
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb'
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager'
import { orNone } from './aws.ts'
import { type Check, check, ok, read, wrong } from './check.ts'
import { outputs } from './stack.ts'

const table = read('dynamodb:DescribeTable', [outputs], async ({ aws }, { TableName }) => {
  const answer = await orNone(aws.dynamodb.send(new DescribeTableCommand({ TableName })))
  return answer?.Table
})

const timeToLive = read('dynamodb:DescribeTimeToLive', [outputs], async ({ aws }, { TableName }) => {
  const answer = await orNone(aws.dynamodb.send(new DescribeTimeToLiveCommand({ TableName })))
  return answer?.TimeToLiveDescription
})

const backups = read('dynamodb:DescribeContinuousBackups', [outputs], async ({ aws }, { TableName }) => {
  const answer = await orNone(aws.dynamodb.send(new DescribeContinuousBackupsCommand({ TableName })))
  return answer?.ContinuousBackupsDescription?.PointInTimeRecoveryDescription
})

const secret = read('secretsmanager:DescribeSecret', [outputs], ({ aws }, { TokenKeySecretArn: SecretId }) =>
  orNone(aws.secrets.send(new DescribeSecretCommand({ SecretId }))),
)

const wantedIndexes = ['gsi1', 'gsi2', 'gsi3']

export const tableChecks: readonly Check[] = [
  check('table.active', 'The table is there', [table], (found) =>
    found?.TableStatus === 'ACTIVE'
      ? ok(`${found.TableName} is active`)
      : wrong(
          `the table is ${found?.TableStatus ?? 'gone'}`,
          'Restore it: docs/recovery.md, “Data was changed or deleted by mistake”',
        ),
  ),
  check('table.indexes', 'Its indexes are complete', [table], (found) => {
    const indexes = found?.GlobalSecondaryIndexes ?? []
    const missing = wantedIndexes.filter(
      (name) => !indexes.some(({ IndexName, IndexStatus }) => IndexName === name && IndexStatus === 'ACTIVE'),
    )
    if (missing.length === 0) return ok(`${indexes.length} indexes are active`)
    return wrong(
      `not active: ${missing.join(', ')}`,
      'An index that is being made takes minutes to hours; if it is not there, deploy again',
    )
  }),
  check('table.stream', 'Its stream carries mails and the audit trail', [table], (found) =>
    found?.StreamSpecification?.StreamEnabled === true &&
    found.StreamSpecification.StreamViewType === 'NEW_AND_OLD_IMAGES'
      ? ok('on, with new and old images')
      : wrong('the stream is off, or lacks images', 'Deploy again: no mail goes out without it'),
  ),
  check('table.ttl', 'What is over is deleted', [outputs, timeToLive], ({ TableName }, found) =>
    found?.TimeToLiveStatus === 'ENABLED' && found.AttributeName === 'ttl'
      ? ok('time to live is on')
      : wrong(
          `time to live is ${found?.TimeToLiveStatus ?? 'off'}`,
          `aws dynamodb update-time-to-live --table-name ${TableName} --time-to-live-specification Enabled=true,AttributeName=ttl`,
        ),
  ),
  check(
    'table.backups',
    'The table can be restored to any second',
    [outputs, backups],
    ({ TableName }, found) =>
      found?.PointInTimeRecoveryStatus === 'ENABLED'
        ? ok(`from ${found.EarliestRestorableDateTime?.toISOString() ?? 'now on'}`)
        : wrong(
            'point-in-time recovery is off',
            `aws dynamodb update-continuous-backups --table-name ${TableName} --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true`,
          ),
  ),
  check(
    'table.protection',
    'Nobody deletes the table by mistake',
    [outputs, table],
    ({ TableName }, found) =>
      found?.DeletionProtectionEnabled === true
        ? ok('deletion protection is on')
        : wrong(
            'deletion protection is off',
            `It comes with the deploy that sets mailIdentity to verified; later: aws dynamodb update-table --table-name ${TableName} --deletion-protection-enabled`,
          ),
  ),
  check('table.signing-key', 'The key that signs links is there', [secret], (found) => {
    if (found && found.DeletedDate === undefined)
      return ok(`last read on ${found.LastAccessedDate?.toISOString().slice(0, 10) ?? 'no day yet'}`)
    return found
      ? wrong(
          'the secret is marked for deletion',
          `aws secretsmanager restore-secret --secret-id ${found.ARN ?? '…'}`,
        )
      : wrong('the secret is gone', 'Make another: docs/recovery.md, “The signing key is lost or has leaked”')
  }),
]
