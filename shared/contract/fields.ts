/** The fields that bodies, queries and answers are made of. */
import * as z from 'zod/mini'
import { normalizedAddress } from './address.ts'
import { internationalNumber } from './phone-number.ts'
import { text } from './text.ts'

/** RFC 5321 4.5.3.1.3, less the angle brackets. */
const longestAddress = 254

export const email = z.pipe(
  z.string().check(z.maxLength(1_000), z.meta({ format: 'email' })),
  z.transform((raw: string, context) => {
    const address = normalizedAddress(raw)
    if (address !== undefined && address.length <= longestAddress) return address
    context.issues.push({
      code: 'custom',
      input: raw,
      message: 'must be an e-mail address, like ann@example.com',
    })
    return z.NEVER
  }),
)

export const personName = text({ max: 100, webAddresses: false })
/** A link would be made harmless in the mail, and of no use to the reader; so it is refused while it can be reworded. */
export const message = text({ max: 500, lineBreaks: true, links: false })
export const search = text({ max: 100 })

/** E.164: a plus sign and 7 to 15 digits, the first of them no zero. Blanks, brackets and a trunk zero are taken out. */
export const phone = z.pipe(
  z.string().check(z.maxLength(100), z.meta({ examples: ['+4915112345678'] })),
  z.pipe(
    z.transform(internationalNumber),
    z.string().check(z.regex(/^\+[1-9]\d{6,14}$/, 'must be a phone number like +4915112345678')),
  ),
)

export const accountId = z.string().check(z.regex(/^acc_[A-Za-z0-9_-]{8,40}$/))
export const userId = z.string().check(z.regex(/^usr_[A-Za-z0-9_-]{22}$/))
export const roleId = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,40}$/, 'must be the id of a role'))

const differentRoles = z.refine<readonly string[]>((ids) => new Set(ids).size === ids.length, {
  error: 'must not name a role twice',
})
export const roleIds = z.array(roleId).check(z.minLength(1), z.maxLength(10), differentRoles)
export const anyRoleIds = z.array(roleId).check(z.maxLength(10), differentRoles)

export const accountName = text({ max: 100 })

export const roleName = text({ max: 50, invisible: false })
export const roleDescription = text({ min: 0, max: 200 })
/** What the product calls a permission. */
export const permissionLabel = text({ max: 100, invisible: false })

const permission = z
  .string()
  .check(z.regex(/^[a-z][a-z0-9_-]{0,39}:[a-z][a-z0-9_-]{0,39}$/, 'must be two words like reports:read'))
const differentPermissions = z.refine<readonly string[]>((names) => new Set(names).size === names.length, {
  error: 'must not name a permission twice',
})
export const permissionNames = z.array(permission).check(z.maxLength(100), differentPermissions)

/** 1 hour to 30 days. */
export const expiresInHours = z.int().check(z.minimum(1), z.maximum(720))

/** People who may join by an invite link. */
export const maxUses = z.int().check(z.minimum(1), z.maximum(100_000))

const domain = z.pipe(
  z.string().check(z.maxLength(300)),
  z.transform((raw: string, context) => {
    const address = normalizedAddress(`a@${raw.trim().replace(/^@/, '')}`)
    if (address !== undefined) return address.slice('a@'.length)
    context.issues.push({ code: 'custom', input: raw, message: 'must be a domain like example.com' })
    return z.NEVER
  }),
)
export const domains = z.array(domain).check(z.minLength(1), z.maxLength(20))

/** As RFC 9562 writes them; a version is not asked for. */
export const idempotencyKey = z
  .string()
  .check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'must be a UUID'))

/** Days for which the invitations of an account are good unless told otherwise. */
export const invitationDays = z.int().check(z.minimum(1), z.maximum(30))

/** Active users that an account may have at once. */
export const seatLimit = z.int().check(z.minimum(1), z.maximum(1_000_000))

/** The code in a mail, as people type and paste it: upper or lower case, with or without its dash. */
export const code = z.string().check(z.minLength(1), z.maxLength(100))
/** Mails that an operator lets an account send in a day. */
export const mailsPerDay = z.int().check(z.minimum(0), z.maximum(1_000_000))

export const token = z.string().check(z.minLength(1), z.maxLength(1_000))
export const time = z.iso.datetime()
/** A time that a caller gives, in the one form by which times are compared as text. */
export const givenTime = z.pipe(
  time,
  z.transform((given: string) => new Date(given).toISOString()),
)

const wholeLimit = z.pipe(
  z.string().check(z.regex(/^\d{1,3}$/, 'must be a whole number from 1 to 100')),
  z.pipe(
    z.transform(Number),
    z.int().check(z.refine((n) => n >= 1 && n <= 100, 'must be a whole number from 1 to 100')),
  ),
)
/** Entries of a page. */
export const limit = z._default(wholeLimit, 50)
export const cursor = z.optional(z.string().check(z.maxLength(1_000)))
