/** Reading and writing the checks of addresses. */
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { queuedIndex } from '../mail/overdue-mails.ts'
import { addressCheckKey, otherAddressIndexKey } from '../table/keys.ts'
import { documents, isRefused, table } from '../table/table.ts'
import { type AddressCheck, addressCheck } from './address-check.ts'

/** Days that a check stays which nobody has answered, before TTL sweeps it. */
const daysKept = 1

export const findAddressCheck = async (signInId: string): Promise<AddressCheck | undefined> => {
  const { Item } = await documents.send(
    new GetCommand({ ...table(), Key: addressCheckKey(signInId), ConsistentRead: true }),
  )
  return Item && addressCheck.parse(Item)
}

/** Keeps the check with its mail queued, in the place of one before. What is proved stays proved. */
export const keepAddressCheck = async (check: AddressCheck): Promise<void> => {
  const key = addressCheckKey(check.signInId)
  try {
    await documents.send(
      new PutCommand({
        ...table(),
        Item: {
          ...key,
          ...otherAddressIndexKey(key, check.email),
          ...queuedIndex({ userId: check.signInId, mail: check.mail }),
          type: 'address-check',
          ttl: Math.floor(Date.parse(check.expiresAt) / 1_000) + daysKept * 86_400,
          ...check,
        },
        ConditionExpression: 'attribute_not_exists(provedAt)',
      }),
    )
  } catch (error) {
    if (!isRefused(error)) throw error
  }
}

/** False where a newer code has gone out meanwhile. */
export const keepProof = async ({ signInId, nonce }: AddressCheck, now: Date): Promise<boolean> => {
  try {
    await documents.send(
      new UpdateCommand({
        ...table(),
        Key: addressCheckKey(signInId),
        UpdateExpression: 'SET provedAt = if_not_exists(provedAt, :now) REMOVE #ttl',
        ConditionExpression: 'nonce = :nonce',
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: { ':now': now.toISOString(), ':nonce': nonce },
      }),
    )
    return true
  } catch (error) {
    if (isRefused(error)) return false
    throw error
  }
}
