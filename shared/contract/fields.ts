/** The fields of bodies, queries and responses. */
import * as z from 'zod/mini'
import { normalizedAddress } from './address.ts'
import { internationalNumber } from './phone-number.ts'
import { failing, pattern, rule } from './rule.ts'
import { text } from './text.ts'

/** RFC 5321 4.5.3.1.3, minus the angle brackets. */
const longestAddress = 254

export const email = z.pipe(
  z.string().check(z.maxLength(1_000), z.meta({ format: 'email' })),
  z.transform((raw: string, context) => {
    const address = normalizedAddress(raw)
    if (address !== undefined && address.length <= longestAddress) return address
    context.issues.push(failing(raw, { code: 'not_an_email' }))
    return z.NEVER
  }),
)

export const personName = text({ max: 100, webAddresses: false })
/**
 * A link would be made inactive in the email and be useless to the reader, so it's refused while it can still be
 * reworded.
 */
export const message = text({ max: 500, lineBreaks: true, links: false })
export const search = text({ max: 100 })

/** E.164: a plus sign and 7 to 15 digits, not starting with zero. Blanks, brackets and a trunk zero are removed. */
export const phone = z.pipe(
  z.string().check(z.maxLength(100), z.meta({ examples: ['+4915112345678'] })),
  z.pipe(
    z.transform(internationalNumber),
    z.string().check(...pattern(/^\+[1-9]\d{6,14}$/, { code: 'not_a_phone_number' })),
  ),
)

export const accountId = z.string().check(z.regex(/^acc_[A-Za-z0-9_-]{8,40}$/))
export const userId = z.string().check(z.regex(/^usr_[A-Za-z0-9_-]{22}$/))
export const roleId = z.string().check(...pattern(/^[A-Za-z0-9_-]{1,40}$/, { code: 'not_a_role_id' }))

const differentRoles = rule<readonly string[]>((ids) => new Set(ids).size === ids.length, {
  code: 'role_named_twice',
})
export const roleIds = z.array(roleId).check(z.minLength(1), z.maxLength(10), differentRoles)
export const anyRoleIds = z.array(roleId).check(z.maxLength(10), differentRoles)

/** What the product around calls an account or a user: printable ASCII, compared to the letter. */
export const externalId = z.string().check(...pattern(/^[!-~]{1,128}$/, { code: 'not_an_external_id' }))

export const accountName = text({ max: 100 })

export const roleName = text({ max: 50, invisibles: false })
/** The administrators' name for an invite link; people who join don't see it. */
export const linkName = text({ max: 50, invisibles: false })
export const linkId = z.string().check(z.regex(/^(first|lnk_[A-Za-z0-9_-]{22})$/))

export const roleDescription = text({ min: 0, max: 200 })
/** The product's label for a permission. */
export const permissionLabel = text({ max: 100, invisibles: false })

const permission = z
  .string()
  .check(...pattern(/^[a-z][a-z0-9_-]{0,39}:[a-z][a-z0-9_-]{0,39}$/, { code: 'not_a_permission' }))
const differentPermissions = rule<readonly string[]>((names) => new Set(names).size === names.length, {
  code: 'permission_named_twice',
})
export const permissionNames = z.array(permission).check(z.maxLength(100), differentPermissions)

/** 1 hour to 30 days. */
export const expiresInHours = z.int().check(z.minimum(1), z.maximum(720))

/** People who can join through an invite link. */
export const maxUses = z.int().check(z.minimum(1), z.maximum(100_000))

/** In ASCII form and lower case, without the `@` before it or the dot after it. */
export const domain = z.pipe(
  z.string().check(z.maxLength(300)),
  z.transform((raw: string, context) => {
    const address = normalizedAddress(
      `a@${raw
        .trim()
        .replace(/^@/, '')
        .replace(/[.。．｡]$/, '')}`,
    )
    if (address !== undefined) return address.slice('a@'.length)
    context.issues.push(failing(raw, { code: 'not_a_domain' }))
    return z.NEVER
  }),
)
export const domains = z.array(domain).check(z.minLength(1), z.maxLength(20))

/** In RFC 9562's format, of any version. */
export const idempotencyKey = z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i))

/** Days that an account's invitations are valid unless told otherwise. */
export const invitationDays = z.int().check(z.minimum(1), z.maximum(30))

/** Days before its expiry at which a pending invitation is mailed once more. */
export const reminderDays = z.int().check(z.minimum(1), z.maximum(29))

/** The most active users that an account may have at once. */
export const seatLimit = z.int().check(z.minimum(1), z.maximum(1_000_000))

/** The code in an email, as people type and paste it: upper or lower case, with or without its dash. */
export const code = z.string().check(z.minLength(1), z.maxLength(100))
/** Emails that an operator lets an account send in a day. */
export const mailsPerDay = z.int().check(z.minimum(0), z.maximum(1_000_000))

export const token = z.string().check(z.minLength(1), z.maxLength(1_000))
export const time = z.iso.datetime()
/** A time given by a caller, in the one format in which times are compared as text. */
export const givenTime = z.pipe(
  time,
  z.transform((given: string) => new Date(given).toISOString()),
)

const pageSize = { code: 'out_of_range', minimum: 1, maximum: 100 } as const
const wholeLimit = z.pipe(
  z.string().check(...pattern(/^\d{1,3}$/, pageSize)),
  z.pipe(z.transform(Number), z.int().check(rule((n) => n >= 1 && n <= 100, pageSize))),
)
/** Entries per page. */
export const limit = z._default(wholeLimit, 50)
export const cursor = z.optional(z.string().check(z.maxLength(1_000)))
