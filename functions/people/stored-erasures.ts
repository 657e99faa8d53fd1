/** Records of erased people. They're permanent, and everything that writes items outside the API checks them first. */
import { personIdOf } from '../../shared/contract/erasure.ts'
import { erasureKey, erasuresIndexKey } from '../table/keys.ts'
import { putOf, write } from '../table/writes.ts'

/**
 * Records that nothing older than `now` about this person may come back, except in accounts where they are `keptIn`.
 */
export const keepErasure = async (
  email: string,
  now: Date,
  keptIn: readonly string[] = [],
): Promise<void> => {
  const personId = await personIdOf(email)
  await write([
    putOf({
      ...erasureKey(personId),
      ...erasuresIndexKey(personId),
      type: 'erasure',
      personId,
      erasedAt: now.toISOString(),
      keptIn,
    }),
  ])
}
