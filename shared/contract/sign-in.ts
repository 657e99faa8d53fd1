/** Proving an address that the issuer doesn't verify, as is usual with Entra ID: an email brings a code. */
import * as z from 'zod/mini'
import * as field from './fields.ts'
import type { Operation } from './operation.ts'

export const sendAddressCode = {
  id: 'sendAddressCode',
  method: 'POST',
  path: '/v1/me/address/code',
  access: 'any-sign-in',
  answers: { 202: z.object({ status: z.literal('code_sent'), email: z.string() }) },
  problems: ['invalid_request', 'too_many_requests'],
} as const satisfies Operation

export const proveAddress = {
  id: 'proveAddress',
  method: 'POST',
  path: '/v1/me/address',
  access: 'any-sign-in',
  body: z.strictObject({ code: field.code }),
  answers: { 200: z.object({ email: z.string() }) },
  problems: ['unknown_code', 'too_many_requests'],
} as const satisfies Operation
