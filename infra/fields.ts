/** The kinds of values that settings have. Each error says what the value must be. */
import { z } from 'zod'

export const words = z.string().trim().min(1).max(100)
export const emailAddress = z.email({ error: 'must be an e-mail address' })
export const senderAddress = z.email({ error: 'must be an e-mail address, without a name' })

const isLocal = (value: string) => ['localhost', '127.0.0.1'].includes(new URL(value).hostname)
export const secureUrl = z
  .url({ protocol: /^https?$/, error: 'must be a web address', abort: true })
  .refine((value) => value.startsWith('https:') || isLocal(value), 'must begin with https://')
export const webAddress = secureUrl.transform((value) => value.replace(/\/+$/, ''))
export const origin = webAddress.refine(
  (value) => new URL(value).origin === value,
  'must be an origin, without a path',
)
export const localOrigin = origin.refine(
  (value) => value.startsWith('http:'),
  'must be an address of this machine, such as http://localhost:3000',
)

export const certificateArn = z
  .string()
  .regex(
    /^arn:[\w-]+:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
    'must be the ARN of a certificate in us-east-1',
  )
export const webAclArn = z
  .string()
  .regex(
    /^arn:[\w-]+:wafv2:us-east-1:\d{12}:global\/webacl\/[\w-]+\/[\w-]+$/,
    'must be the ARN of a web ACL for CloudFront',
  )

/** Checks a field as the contract does, so that no deploy fails on a value that passed here. */
export const asIn = (field: { safeParse: (value: unknown) => { success: boolean } }, error: string) =>
  z.string({ error }).refine((value) => field.safeParse(value).success, error)

/** A list, which on the command line is separated by commas. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value: unknown) => (typeof value === 'string' ? value.split(',').map((part) => part.trim()) : value),
    z.array(item),
  )

export const yesOrNo = z.union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'] })], {
  error: 'must be true or false',
})
