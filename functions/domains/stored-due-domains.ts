/** Domains whose record is to be looked up. A sparse index finds them, so no run reads the others. */
import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { present } from '../table/expressions.ts'
import { accountIdOfPartition, domainIndexKey, domainIndexPartitions, domainKey } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'
import { tryWrite, updateOf } from '../table/writes.ts'
import type { Place } from './stored-domains.ts'

/** Domains that a run takes from one partition; the others wait for the next run. */
const mostAtOnce = 100

export const findDueDomains = async (now: Date): Promise<readonly Place[]> =>
  (await Promise.all(domainIndexPartitions.map((partition) => findIn(partition, now)))).flat()

const findIn = async (partition: string, now: Date): Promise<Place[]> => {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      ...table(),
      IndexName: 'gsi4',
      KeyConditionExpression: 'gsi4pk = :partition AND gsi4sk <= :now',
      ExpressionAttributeValues: { ':partition': partition, ':now': now.toISOString() },
      Limit: mostAtOnce,
    }),
  )
  const { sk: beginning } = domainKey('', '')
  return Items.map(({ pk, sk }) => ({
    accountId: accountIdOfPartition(String(pk)),
    domain: String(sk).slice(beginning.length),
  }))
}

/** Has the sweeper look at it at this time, so that domains without an answer don't keep others from theirs. */
export const lookAgainAt = async ({ accountId, domain }: Place, due: string): Promise<void> => {
  await tryWrite(
    updateOf(domainKey(accountId, domain), {
      set: domainIndexKey(accountId, due),
      on: present('gsi4pk'),
    }),
  )
}
