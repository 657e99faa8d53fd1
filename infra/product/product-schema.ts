/** The schema of a product's description. Each error names the place, and says what it must be. */
import { z } from 'zod'
import * as contract from '../../shared/contract/fields.ts'
import { lookAlikeOf } from '../../shared/contract/look-alikes.ts'
import { languages } from '../../shared/contract/mail.ts'
import {
  administratorRoleId,
  isManaging,
  permissions as ownPermissions,
} from '../../shared/contract/permissions.ts'
import type { CheckedProduct } from '../../shared/product/checked-product.ts'
import type { Product } from '../../shared/product/define-product.ts'
import type { Text, TextByLanguage } from '../../shared/product/text.ts'

/** Far more than a role window shows at a glance; the file with 300 in two languages is 50 kB. */
const mostPermissions = 500
const mostRoles = 50
const mostDefaultRoles = 10

type Field = { safeParse: (value: unknown) => { success: boolean } }

/** An object with exactly these fields. */
const only = <Shape extends z.ZodRawShape>(shape: Shape, what = 'must be an object') =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? `has no ${issue.keys.join(', ')}` : what),
  })

/** A text for each language. A single text is the English one, to which the other languages fall back. */
const text = (field: Field, what: string) => {
  const line = z
    .string({ error: ({ input }) => (input === undefined ? 'is missing' : 'must be a text') })
    .refine((value) => field.safeParse(value).success, what)
  const others = languages.filter((language) => language !== 'en')
  const byLanguage = only(
    { en: line, ...Object.fromEntries(others.map((language) => [language, line.optional()])) },
    `must be a text, or one for each language: ${languages.join(', ')}`,
  ).catchall(line)
  return z.preprocess((given) => (typeof given === 'string' ? { en: given } : given), byLanguage)
}

/** The footer of every email. */
export const mailFooter = text(
  contract.message,
  'must be 500 characters at most, without links',
) as z.ZodType<TextByLanguage, Text>

const label = text(contract.roleName, 'must be 1 to 50 visible characters')
const description = text(contract.roleDescription, 'must be 200 characters at most')

const permission = only({
  label: text(contract.permissionLabel, 'must be 1 to 100 visible characters'),
  description: description.optional(),
  group: label.optional(),
  sensitive: z.boolean().default(false),
})

const role = only({
  label,
  description: description.default({ en: '' }),
  permissions: z.array(z.string()),
})

/** The built-in roles' ids, and the names by which people and files know them. */
const builtIn = ['admin', 'member', 'Administrator', 'Member']
const roleId = /^(?!rol_)[a-z][a-z0-9-]{0,39}$/

type Refuse = (path: readonly string[], message: string) => void

const checkPermissions = ({ permissions }: CheckedProduct, refuse: Refuse): void => {
  const names = Object.keys(permissions)
  if (names.length > mostPermissions) refuse(['permissions'], `must be ${mostPermissions} at most`)
  for (const name of names) {
    if (isOwn(name))
      refuse(['permissions', name], 'is one of Usher’s own permissions, which are there anyway')
    else if (!contract.permissionNames.safeParse([name]).success)
      refuse(['permissions', name], 'must be two words like reports:read')
  }
}

const isOwn = (name: string): boolean => ownPermissions.some((own) => own === name)

const checkRoles = ({ permissions, roles }: CheckedProduct, refuse: Refuse): void => {
  const entries = Object.entries(roles)
  if (entries.length > mostRoles) refuse(['roles'], `must be ${mostRoles} at most`)
  for (const [id, { label: name, permissions: given }] of entries) {
    if (!roleId.test(id) || builtIn.includes(id))
      refuse(['roles', id], 'must be an id of small letters, digits and hyphens, other than admin and member')
    const others = [
      ...builtIn,
      ...entries.flatMap(([one, { label: theirs }]) => (one === id ? [] : [one, ...Object.values(theirs)])),
    ]
    for (const [language, called] of Object.entries(name))
      if (others.some(lookAlikeOf(called)))
        refuse(['roles', id, 'label', language], `looks like the name or id of another role: ${called}`)
    given.forEach((one, index) => {
      if (!isOwn(one) && !Object.hasOwn(permissions, one))
        refuse(
          ['roles', id, 'permissions', String(index)],
          `must be one of the permissions listed, unlike ${one}`,
        )
    })
    if (new Set(given).size < given.length)
      refuse(['roles', id, 'permissions'], 'must not name a permission twice')
  }
}

const checkDefaultRoles = ({ permissions, roles, defaultRoles }: CheckedProduct, refuse: Refuse): void => {
  if (defaultRoles.length > mostDefaultRoles) refuse(['defaultRoles'], `must be ${mostDefaultRoles} at most`)
  if (new Set(defaultRoles).size < defaultRoles.length) refuse(['defaultRoles'], 'must not name a role twice')
  for (const [index, id] of defaultRoles.entries()) {
    const given = id === 'member' ? [] : Object.hasOwn(roles, id) ? roles[id]?.permissions : undefined
    const at = ['defaultRoles', String(index)]
    if (id === administratorRoleId) refuse(at, 'must not be admin: an invite link makes no administrators')
    else if (!given) refuse(at, `must be member or one of the roles listed, unlike ${id}`)
    else {
      const barred = given.find((one) => isManaging(one) || permissions[one]?.sensitive)
      if (barred)
        refuse(at, `must be a role that anyone with the invite link may get, and ${id} has ${barred}`)
    }
  }
}

const schema = only({
  permissions: z.record(z.string(), permission).default({}),
  roles: z.record(z.string(), role).default({}),
  defaultRoles: z.array(z.string()).default(['member']),
  customPermissions: z.boolean().optional(),
})
  .transform(
    (given): CheckedProduct => ({
      ...given,
      customPermissions: given.customPermissions ?? Object.keys(given.permissions).length === 0,
    }),
  )
  .superRefine((product, context) => {
    const refuse: Refuse = (path, message) => context.addIssue({ code: 'custom', path: [...path], message })
    for (const check of [checkPermissions, checkRoles, checkDefaultRoles]) check(product, refuse)
  })

/**
 * Checks a product's description. Idempotent. The input type is what `defineProduct` accepts, which zod can't derive:
 * its lists are writable, and a preprocessed text is unknown to it.
 */
export const productSchema = schema as z.ZodType<CheckedProduct, Product>
