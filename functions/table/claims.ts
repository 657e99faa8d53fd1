/** Names that only one item may have: each is an item of its own, which says whose it is and is written with its owner. */
import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { Problem } from '../problem.ts'
import { absent, anyOf, equals } from './expressions.ts'
import type { Key } from './keys.ts'
import { documents, table } from './table.ts'
import { deletionOf, putOf, updateOf, type WriteItem } from './writes.ts'

export type Claim = { readonly key: Key; readonly owner: string }

/** What goes with the write of an owner who had one name and has another. It is refused where somebody else has that. */
export const claimWrites = (was: Claim | undefined, is: Claim | undefined): readonly WriteItem[] => {
  if (was && is && was.key.pk === is.key.pk && was.key.sk === is.key.sk)
    return was.owner === is.owner
      ? []
      : [updateOf(is.key, { set: { owner: is.owner }, on: equals('owner', was.owner) })]
  return [
    ...(was ? [deletionOf(was.key)] : []),
    ...(is
      ? [
          putOf(
            { ...is.key, type: 'external-id', owner: is.owner },
            anyOf(absent('pk'), equals('owner', is.owner)),
          ),
        ]
      : []),
  ]
}

/** The holder of the name; undefined if it's free. */
export const ownerOf = async (key: Key): Promise<string | undefined> => {
  const { Item } = await documents.send(new GetCommand({ ...table(), Key: key, ConsistentRead: true }))
  return Item && String(Item.owner)
}

/** For a write that was refused. 409 `external_id_taken` where somebody else has the name. */
export const requireUnclaimed = async (claim: Claim | undefined): Promise<void> => {
  const owner = claim && (await ownerOf(claim.key))
  if (owner !== undefined && owner !== claim?.owner) throw new Problem('external_id_taken')
}
