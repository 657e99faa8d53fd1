/** The invite link as callers see it, and its settings. */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { type InviteLinkChange, inviteLink } from '../../shared/contract/invitations.ts'
import { type Account, type InviteLink, linkRecord } from '../accounts/account.ts'
import { invitationUrl } from '../invitations/signing-keys.ts'
import type { Caller } from '../sign-in/caller.ts'
import {
  absent,
  allOf,
  attribute,
  attributeOr,
  equals,
  lessThan,
  unchanged,
  updateExpressionsOf,
} from '../table/expressions.ts'
import { linkKey } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'
import { type Stamp, stamp, updateOf, type WriteItem } from '../table/writes.ts'
import { requireLinkRoles } from './invite-link.ts'

/** The link with its URL. Throws 409 `no_default_roles` if it would grant nothing. */
export const publicLink = async (account: Account, link: InviteLink, caller: Caller, now: Date) => {
  const defaultRoleIds = requireLinkRoles(account).map((role) => role.roleId)
  const { accountId } = account
  const { version: linkVersion, maxUses } = link
  const { accessUntil } = caller
  const url = await invitationUrl({ kind: 'link', accountId, linkVersion, accessUntil }, now)
  const uses = maxUses === undefined ? undefined : link.uses
  return inviteLink.parse({ ...link, url, defaultRoleIds, uses })
}

/**
 * Sets the given options, and leaves the rest; null removes an option. Counting starts when a maximum is set, and again
 * with each version.
 */
export const changeLink = async (
  { accountId, link }: Account,
  change: InviteLinkChange,
  by: Stamp,
): Promise<InviteLink> => {
  const { rotate = false, ...options } = change
  const begins = rotate || (typeof change.maxUses === 'number' && link.maxUses === undefined)
  const set = {
    type: 'link',
    version: attributeOr('version', 1, rotate ? 1 : 0),
    ...options,
    ...stamp(by),
    ...(begins ? { uses: 0 } : {}),
  }
  const { Attributes } = await documents.send(
    new UpdateCommand({
      ...table(),
      Key: linkKey(accountId),
      ...updateExpressionsOf([{ set }]),
      ReturnValues: 'ALL_NEW',
    }),
  )
  return linkRecord.parse(Attributes)
}

/** What's written together with somebody who joins through a link: their use, if uses are counted. */
export const linkUse = ({ accountId, link }: Account): readonly WriteItem[] => {
  const { linkId, version, maxUses, updatedAt } = link
  if (linkId === undefined && maxUses === undefined) return []
  const left = lessThan('uses', attribute('maxUses'))
  return [
    updateOf(linkKey(accountId, linkId), {
      add: { uses: 1 },
      on: allOf(
        equals('version', version),
        maxUses === undefined ? absent('maxUses') : left,
        // Another link counts everyone, and must be unchanged since it was read: enabled, with these roles, and not
        // deleted.
        linkId === undefined ? undefined : unchanged('updatedAt', updatedAt),
      ),
    }),
  ]
}
