import { type Fault, fault } from './fault.ts'

export const tableFaults: readonly Fault[] = [
  fault('a table that is archived', 'table.active', /the table is INACCESSIBLE/, ({ table }) => {
    if (table) table.TableStatus = 'INACCESSIBLE_ENCRYPTION_CREDENTIALS'
  }),
  fault(
    'no table',
    ['table.active', 'table.indexes', 'table.stream', 'table.protection'],
    /the table is gone/,
    (world) => {
      world.table = undefined
    },
  ),
  fault('an index that is being made', 'table.indexes', /not active: gsi2/, ({ table }) => {
    const [, second] = table?.GlobalSecondaryIndexes ?? []
    if (second) second.IndexStatus = 'CREATING'
  }),
  fault('a stream without old images', 'table.stream', /lacks images/, ({ table }) => {
    if (table) table.StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' }
  }),
  fault(
    'a table that forgets nothing',
    'table.ttl',
    /update-time-to-live --table-name Usher-table/,
    (world) => {
      world.timeToLive = 'DISABLED'
    },
  ),
  fault('a table without backups', 'table.backups', /recovery is off/, (world) => {
    world.backups = { PointInTimeRecoveryStatus: 'DISABLED' }
  }),
  fault('a table without protection', 'table.protection', /deletion protection is off/, ({ table }) => {
    if (table) table.DeletionProtectionEnabled = false
  }),
  fault('a key that is about to go', 'table.signing-key', /restore-secret --secret-id arn:/, (world) => {
    world.secret = { ...world.secret, DeletedDate: new Date('2026-11-20T12:00:00Z') }
  }),
  fault('no key', 'table.signing-key', /the secret is gone/, (world) => {
    world.secret = undefined
  }),
]
