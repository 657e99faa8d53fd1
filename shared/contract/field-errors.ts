/**
 * Everything that can be wrong with a field: a code, its values, and a sentence in English. The sentence follows the
 * field's name, so it begins with "must", "is" or "has". Pages have their own sentence for each code.
 */

import * as z from 'zod/mini'

const entries = (count: number): string => (count === 1 ? '1 entry' : `${count} entries`)
const characters = (count: number): string => (count === 1 ? '1 character' : `${count} characters`)
const kinds = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
} as const

export const fieldErrors = {
  missing: () => 'is missing',
  not_valid: () => 'is not valid',
  wrong_type: ({ expected }: { expected: string }) =>
    `must be ${Object.hasOwn(kinds, expected) ? kinds[expected as keyof typeof kinds] : expected}`,
  not_one_of: ({ allowed }: { allowed: readonly string[] }) => `must be one of ${allowed.join(', ')}`,
  unknown_fields: ({ names }: { names: readonly string[] }) =>
    `has unknown fields: ${names
      .map((name) => JSON.stringify(name))
      .join(', ')
      .slice(0, 200)}`,
  empty: () => 'must not be empty',
  too_short: ({ minimum }: { minimum: number }) => `must have at least ${characters(minimum)}`,
  too_long: ({ maximum }: { maximum: number }) => `must have at most ${characters(maximum)}`,
  too_few: ({ minimum }: { minimum: number }) => `must have at least ${entries(minimum)}`,
  too_many: ({ maximum }: { maximum: number }) => `must have at most ${entries(maximum)}`,
  too_small: ({ minimum }: { minimum: number }) => `must be at least ${minimum}`,
  too_large: ({ maximum }: { maximum: number }) => `must be at most ${maximum}`,
  out_of_range: ({ minimum, maximum }: { minimum: number; maximum: number }) =>
    `must be a whole number from ${minimum} to ${maximum}`,
  control_character: () =>
    'must not contain control characters or characters that change the direction of text',
  lost_character: () => 'must not contain �, which stands for a character that was lost',
  invisible_character: () => 'must not contain invisible characters',
  web_address: () => 'must not contain a web address',
  link: () => 'must not contain a link; name the place without https:// and www',
  not_an_email: () => 'must be an email address, like ann@example.com',
  several_emails: () => 'must be one email address, not several',
  /** `character` is the character itself, or its code point (such as U+200B) if it's invisible. */
  not_in_emails: ({ character }: { character: string }) =>
    `must be an email address, which cannot contain ${character === ' ' ? 'a space' : character}`,
  not_mailable: () => 'must have only plain letters before the @ to get mail',
  not_a_phone_number: () => 'must be a phone number like +4915112345678',
  not_a_domain: () => 'must be a domain like example.com',
  not_a_uuid: () => 'must be a UUID',
  not_a_time: () => 'must be a time like 2026-12-31T18:00:00Z',
  not_a_date: () => 'must be a date like 2026-12-31',
  ambiguous_date: ({ one, other }: { one: string; other: string }) =>
    `must be a date that can be read one way only, like ${one} or ${other}`,
  not_an_invitation: () => 'must be of an invitation that came by email',
  not_someone_else: () => 'must be of somebody else',
  not_in_future: () => 'must be in the future',
  not_account_name: () => 'must be the name of the account',
  not_an_external_id: () => 'must be 1 to 128 characters of ASCII without blanks',
  unknown_attribute: ({ attribute }: { attribute: string }) =>
    `is no attribute that is declared here: ${attribute}`,
  only_for_operators: () => 'is only for operators',
  not_for_administrators: () => 'must not be set for an administrator',
  not_a_role_id: () => 'must be the id of a role',
  unknown_role: ({ role }: { role: string }) => `names no role of this account: ${role}`,
  ambiguous_role: ({ role }: { role: string }) =>
    `must name one role only: ${role} is the name or id of several`,
  ambiguous_roles: ({ role }: { role: string }) =>
    `must name roles one way only: ${role} is one role, and several`,
  role_named_twice: () => 'must not name a role twice',
  role_beyond_yours: ({ role }: { role: string }) => `has permissions that you lack: ${role}`,
  role_manages: ({ role }: { role: string }) => `manages users, roles or the account: ${role}`,
  role_sensitive: ({ role }: { role: string }) => `has a sensitive permission: ${role}`,
  not_a_permission: () => 'must be two words like reports:read',
  permission_named_twice: () => 'must not name a permission twice',
  permission_not_yours: ({ permission }: { permission: string }) =>
    `is a permission that you lack: ${permission}`,
  permission_sensitive: ({ permission }: { permission: string }) =>
    `is a sensitive permission, which only administrators grant: ${permission}`,
  unknown_permission: ({ permission }: { permission: string }) =>
    `is a permission that this product doesn't have: ${permission}`,
  above_header: () => 'is above the header',
  under_other_header: ({ line }: { line: number }) => `is under another header, in line ${line}`,
  too_many_cells: () => 'has more cells than the header',
  named_earlier: ({ line }: { line: number }) => `is in line ${line} already`,
  id_named_earlier: ({ line }: { line: number }) => `is in line ${line} already`,
  spreadsheet_error: ({ says }: { says: string }) => `is an error of the spreadsheet: ${says}`,
  shut_out: ({ says }: { says: string }) => `says “${says}”`,
} as const satisfies Record<string, (values: never) => string>

export type FieldErrorCode = keyof typeof fieldErrors
type ValuesOf<Code extends FieldErrorCode> =
  Parameters<(typeof fieldErrors)[Code]> extends [infer Values] ? Values : unknown

/** A code with its values, without the field that it's about. */
export type FieldFault = {
  [Code in FieldErrorCode]: { readonly code: Code } & ValuesOf<Code>
}[FieldErrorCode]

/** `path` is the field's position in the body, joined by dots. */
export type FieldError = FieldFault & { readonly path: string; readonly message: string }

/**
 * A sentence for each code, built from the field's name and the code's values. If one is missing, it doesn't compile.
 */
export type FieldErrorWords = {
  readonly [Code in FieldErrorCode]: (values: ValuesOf<Code> & { readonly field: string }) => string
}

/** The English sentence about a fault, without the field's name. */
export const sentenceOf = (fault: FieldFault): string => {
  // The code selects the sentence that takes exactly these values, which the compiler can't follow across the union.
  const say = fieldErrors[fault.code] as (values: FieldFault) => string
  return say(fault)
}

export const fieldError = (path: string, fault: FieldFault): FieldError => ({
  path,
  ...fault,
  message: sentenceOf(fault),
})

/** The sentence in these words; the API's own if the code is newer than the words. */
export const inWords = (words: FieldErrorWords, field: string, error: FieldError): string => {
  const say = words[error.code] as ((values: FieldError & { field: string }) => string) | undefined
  return say ? say({ ...error, field }) : `${field} ${error.message}.`
}

/** The format in responses, with a code's values beside it. A newer API may use codes that its caller doesn't know. */
export const fieldErrorBody = z.pipe(
  z.looseObject({
    path: z.string(),
    code: z.string().check(z.meta({ enum: Object.keys(fieldErrors) })),
    message: z.string(),
  }),
  // The API returns only what `fieldError` made, whose values belong to the code.
  z.transform((error) => error as unknown as FieldError),
)
