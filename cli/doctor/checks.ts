/** All checks, in the order of the report, and the IAM policy that they need. */
import { apiChecks } from './api.ts'
import { actionsOf, type Check } from './check.ts'
import { eventChecks } from './events.ts'
import { functionChecks } from './functions.ts'
import { issuerChecks } from './issuer.ts'
import { leftoverChecks } from './leftovers.ts'
import { mailChecks } from './mail.ts'
import { permissionChecks } from './permissions.ts'
import { portalChecks } from './portal.ts'
import { signInChecks } from './sign-in.ts'
import { stackChecks } from './stack.ts'
import { tableChecks } from './table.ts'

export const checks: readonly Check[] = [
  ...stackChecks,
  ...mailChecks,
  ...permissionChecks,
  ...signInChecks,
  ...issuerChecks,
  ...portalChecks,
  ...apiChecks,
  ...tableChecks,
  ...eventChecks,
  ...functionChecks,
  ...leftoverChecks,
]

/** The smallest policy with which the doctor can check everything. */
export const policy = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'UsherDoctor',
      Effect: 'Allow',
      Action: [...new Set(checks.flatMap((check) => actionsOf(check)))].toSorted(),
      Resource: '*',
    },
  ],
}
