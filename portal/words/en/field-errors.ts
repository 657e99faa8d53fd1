/** What is wrong with a field, in a sentence. */
import type { FieldErrorWords } from '../../../shared/contract/field-errors.ts'
import { fields } from './fields.ts'

const enterName = 'Enter a name.'
const entries = (count: number) => (count === 1 ? '1 entry' : `${count} entries`)

export const fieldErrors: FieldErrorWords = {
  missing: ({ field }) => (field === fields.name ? enterName : `${field} is missing.`),
  not_valid: ({ field }) => `${field} is not valid.`,
  wrong_type: ({ field }) => `${field} is not valid.`,
  not_one_of: ({ field, allowed }) => `${field} must be one of ${allowed.join(', ')}.`,
  unknown_fields: () => 'The service does not know part of this. Reload the page.',
  empty: ({ field }) => (field === fields.name ? enterName : `${field} cannot be empty.`),
  too_short: ({ field, minimum }) => `${field} must have at least ${minimum} characters.`,
  too_long: ({ field, maximum }) => `${field} can have up to ${maximum} characters.`,
  too_few: ({ field, minimum }) => `${field}: choose at least ${minimum === 1 ? 'one' : minimum}.`,
  too_many: ({ field, maximum }) => `${field} can have up to ${entries(maximum)}.`,
  too_small: ({ field, minimum }) => `${field} must be at least ${minimum}.`,
  too_large: ({ field, maximum }) => `${field} can be at most ${maximum}.`,
  out_of_range: ({ field, minimum, maximum }) =>
    `${field} must be a whole number from ${minimum} to ${maximum}.`,
  control_character: ({ field }) => `${field} contains characters that cannot be shown. Type it again.`,
  lost_character: ({ field }) => `${field} contains �, which stands for a character that was lost.`,
  invisible_character: ({ field }) => `${field} contains invisible characters. Type it again.`,
  web_address: ({ field }) => `${field} cannot contain a web address.`,
  link: ({ field }) => `${field} cannot contain a link. Name the place without https:// and www.`,
  not_an_email: () => 'Enter a valid email address.',
  several_emails: () => 'Enter one email address, not several.',
  not_in_emails: ({ character }) =>
    `An email address cannot contain ${character === ' ' ? 'a space' : `“${character}”`}.`,
  not_mailable: () => 'We can only email addresses with plain letters before the @.',
  not_a_phone_number: () => 'Enter a phone number with its country code, like +4915112345678.',
  not_a_domain: () => 'Enter domains like example.com.',
  not_a_uuid: ({ field }) => `${field} is not valid.`,
  not_a_time: ({ field }) => `${field} must be a date and time.`,
  not_a_date: ({ field }) => `${field} must be a date like 2026-12-31.`,
  ambiguous_date: ({ field, one, other }) => `${field}: this could be ${one} or ${other}. Write one of them.`,
  not_an_invitation: () => 'This is an invite link, which invites nobody in particular.',
  not_someone_else: () => 'Choose somebody else.',
  not_in_future: ({ field }) => `${field} must be in the future.`,
  not_account_name: () => 'This is not the name of the account.',
  not_an_external_id: () => 'Use 1 to 128 letters, digits and signs, without blanks.',
  unknown_attribute: ({ attribute }) => `There is no attribute “${attribute}”.`,
  only_for_operators: ({ field }) => `${field} can only be set by the operator of the service.`,
  not_for_administrators: () => 'The access of an administrator cannot end.',
  not_a_role_id: () => 'This is not a role.',
  unknown_role: ({ role }) => `Unknown role “${role}”. To name several, put ; between them.`,
  ambiguous_role: ({ role }) => `“${role}” is the name or ID of several roles.`,
  ambiguous_roles: ({ role }) => `“${role}” could be one role or several. Put ; between several.`,
  role_named_twice: () => 'A role is named twice.',
  role_beyond_yours: ({ role }) => `You can't give “${role}”: it has permissions that you lack.`,
  role_manages: ({ role }) =>
    `“${role}” manages users, roles or the account, so it cannot be a default role.`,
  role_sensitive: ({ role }) =>
    `“${role}” has a sensitive permission: only administrators can give it, and it cannot be a default role.`,
  not_a_permission: () => 'Permissions are two words, like reports:read.',
  permission_named_twice: () => 'A permission is named twice.',
  permission_not_yours: ({ permission }) => `You lack the permission ${permission}.`,
  permission_sensitive: ({ permission }) => `Only administrators can grant ${permission}.`,
  unknown_permission: ({ permission }) => `There is no permission ${permission}.`,
  above_header: () => 'The row is above the header.',
  under_other_header: ({ line }) => `The row is under another header, in line ${line}.`,
  too_many_cells: () => 'The row has more cells than the header.',
  named_earlier: ({ line }) => `This address is in line ${line} already.`,
  id_named_earlier: ({ field, line }) => `${field} is in line ${line} already.`,
  spreadsheet_error: ({ field, says }) => `${field}: here the spreadsheet shows an error, ${says}`,
  shut_out: ({ says }) => `Status is “${says}”.`,
}
