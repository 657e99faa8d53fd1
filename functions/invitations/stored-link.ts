/** The invite link as callers see it, and what they set about it. */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { InviteLinkChange } from '../../shared/contract/invitations.ts'
import type { Account, InviteLink } from '../accounts/account.ts'
import { linkItem } from '../accounts/stored-account.ts'
import { linkKey } from '../table/keys.ts'
import { assigned, documents, table, type WriteItem } from '../table/table.ts'
import { requireDefaultRoles } from './invite-link.ts'
import { invitationUrl } from './signing-keys.ts'

/** The link with its URL. 409 `no_default_roles` where it would give nothing. */
export const publicLink = async (account: Account, link: InviteLink, now: Date) => {
  const { version, enabled, expiresAt, maxUses, uses, allowedDomains } = link
  const defaultRoleIds = requireDefaultRoles(account).map((role) => role.roleId)
  const { accountId } = account
  const url = await invitationUrl({ kind: 'link', accountId, linkVersion: version }, now)
  const counted = maxUses === undefined ? {} : { maxUses, uses }
  return { url, defaultRoleIds, enabled, expiresAt, ...counted, allowedDomains }
}

type By = { readonly by: string; readonly now: Date }

/** Sets what is named, and leaves the rest; null takes an option away. Counting begins with a maximum, and anew with each version. */
export const changeLink = async (
  { accountId, link }: Account,
  change: InviteLinkChange,
  { by, now }: By,
): Promise<InviteLink> => {
  const { rotate = false, ...options } = change
  const begins = rotate || (typeof change.maxUses === 'number' && link.maxUses === undefined)
  const { UpdateExpression, ExpressionAttributeValues, ...names } = assigned({
    type: 'link',
    ...options,
    updatedAt: now.toISOString(),
    updatedBy: by,
    ...(begins ? { uses: 0 } : {}),
  })
  const version = `version = if_not_exists(version, :first)${rotate ? ' + :first' : ''}`
  const { Attributes } = await documents.send(
    new UpdateCommand({
      ...table(),
      Key: linkKey(accountId),
      ...names,
      UpdateExpression: UpdateExpression.replace('SET', `SET ${version},`),
      ExpressionAttributeValues: { ...ExpressionAttributeValues, ':first': 1 },
      ReturnValues: 'ALL_NEW',
    }),
  )
  return linkItem.parse(Attributes)
}

/** What the write of somebody who joins by a link goes with: their use, where uses are counted. */
export const linkUse = ({ accountId, link }: Account): readonly WriteItem[] =>
  link.maxUses === undefined
    ? []
    : [
        {
          Update: {
            ...table(),
            Key: linkKey(accountId),
            UpdateExpression: 'ADD uses :one',
            ConditionExpression: 'version = :version AND uses < maxUses',
            ExpressionAttributeValues: { ':one': 1, ':version': link.version },
          },
        },
      ]
