/** Records that a person was erased. They stay, and whatever puts items past the API asks them first. */
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { personIdOf } from '../../shared/contract/erasure.ts'
import { addressCheckKey, erasureKey, erasuresIndexKey } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'

/** Notes that nothing from before `now` about this person may come back, but in the accounts that they are `keptIn`. */
export const keepErasure = async (
  email: string,
  now: Date,
  keptIn: readonly string[] = [],
): Promise<void> => {
  const personId = await personIdOf(email)
  await documents.send(
    new PutCommand({
      ...table(),
      Item: {
        ...erasureKey(personId),
        ...erasuresIndexKey(personId),
        type: 'erasure',
        personId,
        erasedAt: now.toISOString(),
        keptIn,
      },
    }),
  )
}

export const forgetAddressCheck = async (signInId: string): Promise<void> => {
  await documents.send(new DeleteCommand({ ...table(), Key: addressCheckKey(signInId) }))
}
