/** The item of a domain that says which accounts have proved it, written together with theirs. */
import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { mostSharing } from '../../shared/contract/domains.ts'
import { Problem } from '../problem.ts'
import { absent, allOf, anyOf, equals, largerThan, not } from '../table/expressions.ts'
import { domainClaimKey } from '../table/keys.ts'
import { untilFirst } from '../table/optimistic-retry.ts'
import { documents, table } from '../table/table.ts'
import { deletionOf, putOf, tryWrite, updateOf, type WriteItem } from '../table/writes.ts'
import { type Claim, claim, type Hold, holdOf, isTaken } from './claim.ts'

export const findClaim = async (domain: string): Promise<Claim | undefined> => {
  const { Item } = await documents.send(
    new GetCommand({ ...table(), Key: domainClaimKey(domain), ConsistentRead: true }),
  )
  return Item && claim.parse(Item)
}

type Place = { readonly accountId: string; readonly domain: string }

/** The writes after which the account holds the domain so. Throws 409 `domain_taken`. */
export const claimWrites = async (
  { accountId, domain }: Place,
  hold: Hold,
): Promise<readonly WriteItem[]> => {
  const found = await findClaim(domain)
  if (isTaken(found, accountId, hold)) throw new Problem('domain_taken')
  const held = holdOf(found, accountId)
  return held === hold ? [] : [writeOf({ accountId, domain }, { held, hold, others: othersIn(found) })]
}

const othersIn = (found: Claim | undefined): boolean => (found?.accounts.size ?? 0) > 1

type Change = { readonly held: Hold; readonly hold: Hold; readonly others: boolean }

const writeOf = ({ accountId, domain }: Place, { held, hold, others }: Change): WriteItem => {
  const key = domainClaimKey(domain)
  const type = 'domain-claim'
  const accounts = new Set([accountId])
  const [onlyMine, mineAtOnce] = [equals('accounts', accounts), equals('atOnce', accountId)]
  if (hold === 'none') {
    if (held === 'shared' && others)
      return updateOf(key, { take: { accounts }, on: largerThan('accounts', 1) })
    return deletionOf(key, held === 'alone' ? mineAtOnce : onlyMine)
  }
  if (hold === 'alone')
    return held === 'none'
      ? putOf({ ...key, type, accounts, atOnce: accountId }, absent('pk'))
      : updateOf(key, { set: { atOnce: accountId }, on: allOf(onlyMine, absent('atOnce')) })
  if (held === 'alone') return updateOf(key, { set: { atOnce: null }, on: mineAtOnce })
  const room = anyOf(absent('accounts'), not(largerThan('accounts', mostSharing - 1)))
  return updateOf(key, { set: { type }, add: { accounts }, on: allOf(absent('atOnce'), room) })
}

/** Frees the domain for others, for an account that is erased. */
export const releaseDomain = async (place: Place): Promise<void> => {
  await untilFirst(async () => {
    const writes = await claimWrites(place, 'none')
    return writes.length === 0 || (await tryWrite(...writes)) || undefined
  })
}
