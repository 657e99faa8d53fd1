/**
 * What each function may do, according to the policies of its role in the template, and which of it was ever used, kept
 * in a file. A permission that a run of all tests never used is one too many.
 */
import { writeFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { idOfArn } from '../template/arns.ts'
import type { Template } from '../template/template.ts'
import { type Ask, type Grant, grantsOf, policyDocument } from './policy.ts'

const functionRole = z.object({ Role: z.string() })

/** Managed policies and boundaries aren't supported, so a role that has them is an error. */
const roleProperties = z.strictObject({
  AssumeRolePolicyDocument: z.unknown(),
  Policies: z._default(z.array(z.object({ PolicyDocument: policyDocument })), []),
  Tags: z.optional(z.unknown()),
})
const attachedPolicy = z.object({ PolicyDocument: z.unknown(), Roles: z._default(z.array(z.string()), []) })

export class Permissions {
  readonly #grants: ReadonlyMap<string, readonly Grant[]>
  readonly #used = new Set<Grant>()
  readonly #file: string

  /**
   * For these functions. `file` is rewritten now, and again whenever one of them uses a permission for the first time.
   */
  constructor(template: Template, functionIds: Iterable<string>, file: string) {
    const roles = rolesOf(template)
    this.#grants = new Map([...functionIds].map((id) => [id, grantsOfRole(template, roles.get(id) ?? '')]))
    this.#file = file
    this.#keep()
  }

  /** The first ask that the function's role doesn't allow; undefined if it allows all. */
  refused(functionId: string, asks: readonly Ask[]): Ask | undefined {
    return asks.find((ask) => !this.#allows(functionId, ask))
  }

  #allows(functionId: string, ask: Ask): boolean {
    const covering = (this.#grants.get(functionId) ?? []).filter((grant) => grant.covers(ask))
    if (covering.length === 0 || covering.some(({ effect }) => effect === 'Deny')) return false
    const known = this.#used.size
    for (const grant of covering) this.#used.add(grant)
    if (this.#used.size > known) this.#keep()
    return true
  }

  #keep(): void {
    const lines = [...this.#grants].flatMap(([functionId, grants]) =>
      grants
        .filter(({ effect }) => effect === 'Allow')
        .map((grant) => ({
          function: functionId,
          action: grant.action,
          resource: grant.resource,
          used: this.#used.has(grant),
        })),
    )
    writeFileSync(this.#file, JSON.stringify(lines, undefined, 1))
  }
}

/** The id of each function's role. */
const rolesOf = (template: Template): ReadonlyMap<string, string> =>
  new Map(
    template
      .ofType('AWS::Lambda::Function', functionRole)
      .map(({ id, properties }) => [id, idOfArn(properties.Role)]),
  )

const grantsOfRole = (template: Template, roleId: string): Grant[] => {
  const role = template.ofType('AWS::IAM::Role', z.unknown()).find(({ id }) => id === roleId)
  const own = roleProperties.parse(role?.properties).Policies.map(({ PolicyDocument }) => PolicyDocument)
  const attached = template
    .ofType('AWS::IAM::Policy', attachedPolicy)
    .filter(({ properties }) => properties.Roles.includes(roleId))
    .map(({ properties }) => policyDocument.parse(properties.PolicyDocument))
  return [...own, ...attached].flatMap(grantsOf)
}
