/** The administrators' portal in German. */
import type { PortalWords } from '../en/portal.ts'
import { access } from './access.ts'
import { account } from './account.ts'
import { audit } from './audit.ts'
import { domains } from './domains.ts'
import { fieldErrors } from './field-errors.ts'
import { fields } from './fields.ts'
import { frame } from './frame.ts'
import { importing } from './importing.ts'
import { invite } from './invite.ts'
import { me } from './me.ts'
import { palette } from './palette.ts'
import { problems } from './problems.ts'
import { review } from './review.ts'
import { roles } from './roles.ts'
import { users } from './users.ts'

export const portal: PortalWords = {
  access,
  frame,
  users,
  invite,
  importing,
  roles,
  review,
  audit,
  account,
  domains,
  me,
  palette,
  problems,
  fields,
  fieldErrors,
}
