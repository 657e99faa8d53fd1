/** Records that a person was erased. They stay, and whatever puts items past the API asks them first. */
import { personIdOf } from '../../shared/contract/erasure.ts'
import { erasureKey, erasuresIndexKey } from '../table/keys.ts'
import { putOf, write } from '../table/writes.ts'

/** Notes that nothing from before `now` about this person may come back, but in the accounts that they are `keptIn`. */
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
