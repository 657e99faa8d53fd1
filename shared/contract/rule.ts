/** Schema checks that fail with one of the contract's codes. */
import * as z from 'zod/mini'
import { type FieldFault, sentenceOf } from './field-errors.ts'

export const rule = <Value>(isRight: (value: Value) => boolean, fault: FieldFault, { abort = false } = {}) =>
  z.refine<Value>(isRight, { error: sentenceOf(fault), params: fault, abort })

/** The pattern also appears in the OpenAPI document. */
export const pattern = (regex: RegExp, fault: FieldFault) =>
  [z.meta({ pattern: regex.source }), rule<string>((value) => regex.test(value), fault)] as const

/** What a transform adds to the issues of a value that it can't read. */
export const failing = (input: unknown, fault: FieldFault) => ({
  code: 'custom' as const,
  input,
  params: fault,
  message: sentenceOf(fault),
})
