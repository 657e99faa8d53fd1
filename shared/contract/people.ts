/** Data protection: what all accounts hold about a person, and erasing it. For operators. */
import * as z from 'zod/mini'
import { auditEvent } from './audit.ts'
import * as field from './fields.ts'
import { mailState } from './mail.ts'
import type { Operation } from './operation.ts'
import { problemCodes } from './problems.ts'
import { user } from './users.ts'

/** In a body rather than a path, because paths end up in the logs of proxies and gateways. */
const person = z.strictObject({ email: field.email })

const personExport = z.object({
  email: z.string(),
  accounts: z.array(
    z.object({
      accountId: z.string(),
      accountName: z.string(),
      user,
      /** What the inviter wrote to them, until they join. */
      message: z.optional(z.string()),
      /** What happened to them, newest first. */
      auditEvents: z.array(auditEvent),
    }),
  ),
  /** Requested at an invite link, until an email has proved the address. */
  joinRequests: z.array(
    z.object({
      accountId: z.string(),
      accountName: z.string(),
      requestedAt: field.time,
      expiresAt: field.time,
      mail: mailState,
    }),
  ),
  /** Requested with a proved address, and waiting for an administrator, or declined. */
  waiting: z.array(
    z.object({
      accountId: z.string(),
      accountName: z.string(),
      name: z.string(),
      phone: z.optional(z.string()),
      status: z.enum(['requested', 'declined']),
      requestedAt: field.time,
    }),
  ),
  /** Sign-ins whose address a code has proved, or is meant to prove. */
  signIns: z.array(z.object({ requestedAt: field.time, provedAt: z.optional(field.time) })),
})

export const exportPerson = {
  id: 'exportPerson',
  method: 'POST',
  path: '/v1/people/export',
  access: 'operator',
  body: person,
  answers: { 200: personExport },
  problems: [],
} as const satisfies Operation

const erasure = z.object({
  accounts: z.array(
    z.object({
      accountId: z.string(),
      outcome: z.enum(['erased', 'refused']),
      code: z.optional(z.enum(problemCodes)),
    }),
  ),
})

export const erasePerson = {
  id: 'erasePerson',
  method: 'POST',
  path: '/v1/people/erase',
  access: 'operator',
  body: person,
  answers: { 200: erasure },
  problems: [],
} as const satisfies Operation
