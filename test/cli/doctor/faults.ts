/** All faults that the tests know. */

import { apiFaults } from './faults/api.ts'
import { eventFaults } from './faults/events.ts'
import type { Fault } from './faults/fault.ts'
import { otherFaults } from './faults/limits-and-leftovers.ts'
import { mailFaults } from './faults/mail.ts'
import { portalFaults } from './faults/portal.ts'
import { signInFaults } from './faults/sign-in.ts'
import { stackFaults } from './faults/stack.ts'
import { tableFaults } from './faults/table.ts'

export const faults: readonly Fault[] = [
  ...[...stackFaults, ...mailFaults, ...signInFaults, ...portalFaults],
  ...[...apiFaults, ...tableFaults, ...eventFaults, ...otherFaults],
]
