import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { queuedIndex } from '../mail/overdue-mails.ts'
import { absent, equals } from '../table/expressions.ts'
import { addressCheckKey, otherAddressIndexKey } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'
import { ttlAfter } from '../table/ttl.ts'
import { deletionOf, putOf, tryWrite, updateOf, write } from '../table/writes.ts'
import { type AddressCheck, addressCheck } from './address-check.ts'

/** Days that an unanswered check is kept before TTL deletes it. */
const daysKept = 1

export const findAddressCheck = async (signInId: string): Promise<AddressCheck | undefined> => {
  const { Item } = await documents.send(
    new GetCommand({ ...table(), Key: addressCheckKey(signInId), ConsistentRead: true }),
  )
  return Item && addressCheck.parse(Item)
}

/** Stores the check with its email queued, replacing an earlier one. An address that's proved stays proved. */
export const keepAddressCheck = async (check: AddressCheck): Promise<void> => {
  const key = addressCheckKey(check.signInId)
  const item = {
    ...key,
    ...otherAddressIndexKey(key, check.email),
    ...queuedIndex({ userId: check.signInId, mail: check.mail }),
    type: 'address-check',
    ttl: ttlAfter(check.expiresAt, daysKept),
    ...check,
  }
  await tryWrite(putOf(item, absent('provedAt')))
}

/** False if a newer code has been sent in the meantime. */
export const keepProof = ({ signInId, nonce }: AddressCheck, now: Date): Promise<boolean> =>
  tryWrite(
    updateOf(addressCheckKey(signInId), {
      set: { provedAt: now.toISOString(), ttl: null },
      on: equals('nonce', nonce),
    }),
  )

export const forgetAddressCheck = (signInId: string): Promise<void> =>
  write([deletionOf(addressCheckKey(signInId))])
