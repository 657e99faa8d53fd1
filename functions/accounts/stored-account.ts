/** Reading and writing accounts. */
import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import type { PublicAccount } from '../../shared/contract/accounts.ts'
import { language, type MailLanguage, pauseReasons } from '../../shared/contract/mail.ts'
import { accountKey, accountRange } from '../table/keys.ts'
import { assigned, documents, table } from '../table/table.ts'
import { type Account, plainLink } from './account.ts'

const strings = z.array(z.string())
/** Written once an option differs from the link that nobody has set anything about. */
export const linkItem = z.object({
  type: z.literal('link'),
  version: z.number(),
  enabled: z._default(z.boolean(), plainLink.enabled),
  expiresAt: z.optional(z.string()),
  maxUses: z.optional(z.number()),
  uses: z._default(z.number(), plainLink.uses),
  allowedDomains: z.optional(strings),
})
const accountItem = z.object({
  type: z.literal('account'),
  accountId: z.string(),
  name: z.string(),
  defaultRoleIds: strings,
  rolesVersion: z._default(z.number(), 0),
  invitationDays: z.optional(z.number()),
  allowedDomains: z.optional(strings),
  admins: z._default(z.set(z.string()), new Set()),
  seatLimit: z.optional(z.number()),
  seatsTaken: z._default(z.number(), 0),
  /** Which of several that set a first limit is counting. */
  seatsCountedBy: z.optional(z.string()),
  createdAt: z.optional(z.string()),
  language: z._default(language, 'en'),
  mailsPerDay: z.optional(z.number()),
  mailsPaused: z.optional(z.object({ reason: z.enum(pauseReasons), since: z.string() })),
  suspendedAt: z.optional(z.string()),
})
const item = z.discriminatedUnion('type', [
  accountItem,
  linkItem,
  z.object({
    type: z.literal('role'),
    roleId: z.string(),
    name: z.string(),
    description: z.string(),
    permissions: strings,
  }),
])

/** The account with its link and roles, strongly consistent: a permission taken away counts at the next request. */
export const findAccount = async (accountId: string): Promise<Account | undefined> => {
  const { Items = [] } = await documents.send(
    new QueryCommand({ ...table(), ...accountRange(accountId), ConsistentRead: true }),
  )
  const items = Items.filter(({ deleted }) => deleted !== true).map((raw) => item.parse(raw))
  const account = items.find((one) => one.type === 'account')
  if (!account) return undefined
  return {
    ...accountOf(account),
    link: items.find((one) => one.type === 'link') ?? plainLink,
    customRoles: items.flatMap((one) => (one.type === 'role' ? [{ ...one, builtIn: false }] : [])),
  }
}

const accountOf = (stored: z.output<typeof accountItem>): Omit<Account, 'link' | 'customRoles'> => {
  const { accountId, name, defaultRoleIds, rolesVersion, invitationDays, allowedDomains } = stored
  const { createdAt, language: mailLanguage, mailsPerDay, mailsPaused, suspendedAt } = stored
  const { admins: administratorIds, seatLimit: limit, seatsTaken: taken, seatsCountedBy } = stored
  return {
    accountId,
    name,
    defaultRoleIds,
    rolesVersion,
    invitationDays,
    allowedDomains,
    administratorIds,
    createdAt,
    language: mailLanguage,
    mailsPerDay,
    mailsPaused,
    suspendedAt,
    seats: limit === undefined ? undefined : { limit, taken, counting: seatsCountedBy !== undefined },
  }
}

type By = { readonly by: string; readonly now: Date }

/** What may be changed about an account without regard to anything else; null takes an attribute away. */
type Change = {
  readonly name?: string | undefined
  readonly defaultRoleIds?: readonly string[] | undefined
  readonly invitationDays?: number | undefined
  readonly allowedDomains?: readonly string[] | null | undefined
  readonly language?: MailLanguage | undefined
  readonly mailsPerDay?: number | null | undefined
  readonly mailsPaused?: PublicAccount['mailsPaused'] | null
  readonly suspendedAt?: string | null | undefined
}

/** Sets what is named, and leaves the rest. */
export const updateAccount = async (accountId: string, change: Change, { by, now }: By): Promise<void> => {
  await documents.send(
    new UpdateCommand({
      ...table(),
      Key: accountKey(accountId),
      ...assigned({ ...change, updatedAt: now.toISOString(), updatedBy: by }),
      ConditionExpression: 'attribute_exists(pk)',
    }),
  )
}
