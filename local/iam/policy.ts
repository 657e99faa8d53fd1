/**
 * Whether a policy statement covers what a call asks: the part of IAM's evaluation that this stack uses. Anything else
 * in a statement (`NotAction`, another condition operator) is an error rather than ignored.
 */
import * as z from 'zod/mini'

/** One thing that a call asks to do, with the condition keys that IAM would have for it. */
export type Ask = {
  readonly action: string
  readonly resource: string
  readonly conditions?: Readonly<Record<string, string>>
}

const texts = z.pipe(
  z.union([z.string(), z.array(z.string())]),
  z.transform((one) => [one].flat()),
)

export const policyDocument = z.strictObject({
  Version: z.literal('2012-10-17'),
  Statement: z.array(
    z.strictObject({
      Sid: z.optional(z.string()),
      Effect: z.enum(['Allow', 'Deny']),
      Action: texts,
      Resource: texts,
      Condition: z._default(z.strictObject({ StringEquals: z._default(z.record(z.string(), texts), {}) }), {
        StringEquals: {},
      }),
    }),
  ),
})

/** One action on one resource, both with the wildcards of their statement. */
export type Grant = {
  readonly effect: 'Allow' | 'Deny'
  readonly action: string
  readonly resource: string
  readonly covers: (ask: Ask) => boolean
}

export const grantsOf = ({ Statement }: z.output<typeof policyDocument>): Grant[] =>
  Statement.flatMap(({ Effect, Action, Resource, Condition }) =>
    Action.flatMap((action) =>
      Resource.map((resource) => {
        const [actions, resources] = [wildcards(action, 'i'), wildcards(resource)]
        const equals = Object.entries(Condition.StringEquals)
        return {
          effect: Effect,
          action,
          resource,
          covers: (ask: Ask) =>
            actions.test(ask.action) &&
            resources.test(ask.resource) &&
            equals.every(([key, values]) => values.some((value) => value === ask.conditions?.[key])),
        }
      }),
    ),
  )

/** `*` matches any text, `?` any character. */
const wildcards = (text: string, flags = ''): RegExp => {
  const escaped = text.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, flags)
}
