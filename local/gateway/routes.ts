/** Which function a request goes to, and who may call it, according to the template's routes. */
import * as z from 'zod/mini'
import type { LocalFunction } from '../lambda/local-function.ts'
import { idOfArn } from '../template/arns.ts'
import type { Template } from '../template/template.ts'
import { type Authorizer, authorizer, keysOf } from './authorizer.ts'
import { type Route, routeOf } from './gateway-event.ts'

const routeProperties = z.object({
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizerId: z.optional(z.string()),
})
const integrationProperties = z.object({
  IntegrationUri: z.string(),
  TimeoutInMillis: z._default(z.number(), 30_000),
})
const authorizerProperties = z.object({
  JwtConfiguration: z.object({ Issuer: z.string(), Audience: z.array(z.string()) }),
})
export type Target = Route & {
  readonly lambda: LocalFunction
  readonly milliseconds: number
  readonly authorize: Authorizer | undefined
}

/** The template's routes, each with its function and its authorizer. */
export const targetsOf = async (
  template: Template,
  functions: ReadonlyMap<string, LocalFunction>,
): Promise<readonly Target[]> => {
  const integrations = new Map(
    template
      .ofType('AWS::ApiGatewayV2::Integration', integrationProperties)
      .map(({ id, properties }) => [id, properties]),
  )
  const authorizers = new Map<string, Authorizer>()
  for (const { id, properties } of template.ofType('AWS::ApiGatewayV2::Authorizer', authorizerProperties)) {
    const { Issuer: issuer, Audience: audience } = properties.JwtConfiguration
    authorizers.set(id, authorizer({ issuer, audience, keys: await keysOf(issuer) }))
  }
  return template.ofType('AWS::ApiGatewayV2::Route', routeProperties).map(({ properties }) => {
    const integration = integrations.get(properties.Target.replace('integrations/', ''))
    const lambda = integration && functions.get(idOfArn(integration.IntegrationUri))
    if (!integration || !lambda) throw new Error(`The route ${properties.RouteKey} leads to no function`)
    const authorize =
      properties.AuthorizerId === undefined ? undefined : authorizers.get(properties.AuthorizerId)
    return { ...routeOf(properties.RouteKey), lambda, milliseconds: integration.TimeoutInMillis, authorize }
  })
}

/** The most specific route: a full match without variables first, `$default` last. */
export const targetOf = (targets: readonly Target[], method: string, path: string): Target | undefined =>
  targets
    .filter((target) => (target.method === method || target.method === 'ANY') && target.pattern.test(path))
    .toSorted((a, b) => specificity(b.key) - specificity(a.key))[0]

const specificity = (key: string): number => (key === '$default' ? 0 : 1_000 - key.split('{').length)
