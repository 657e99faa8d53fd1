/**
 * What an email's recipient can say about further emails, through the signed link in each of them. No sign-in is
 * needed.
 */
import * as z from 'zod/mini'
import * as field from './fields.ts'
import type { Operation } from './operation.ts'

/** Whether emails to the address are blocked, in all accounts of this deployment. */
const preferences = z.object({ blocked: z.boolean() })

export const previewMailPreferences = {
  id: 'previewMailPreferences',
  method: 'POST',
  path: '/v1/mail-preferences/preview',
  access: 'public',
  body: z.strictObject({ token: field.token }),
  answers: { 200: preferences },
  problems: ['unknown_token'],
} as const satisfies Operation

export const putMailPreferences = {
  id: 'putMailPreferences',
  method: 'PUT',
  path: '/v1/mail-preferences',
  access: 'public',
  body: z.strictObject({
    token: field.token,
    blocked: z.boolean(),
    /** Counts the email once as a complaint about its account. */
    report: z._default(z.boolean(), false),
  }),
  answers: { 200: preferences },
  problems: ['unknown_token'],
} as const satisfies Operation

export const unsubscribe = {
  id: 'unsubscribe',
  method: 'POST',
  path: '/v1/mail-preferences/{token}/unsubscribe',
  access: 'public',
  answers: { 200: preferences },
  problems: ['unknown_token'],
} as const satisfies Operation
