/** Sends well-formed and hostile requests generated from the OpenAPI document, and checks the answers against it. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flaw, newWorld, operations, requestFor, sent } from '../../support/any-request.ts'
import { operator } from '../../support/api.ts'
import { stateOf } from '../../support/scene.ts'

test.concurrent.each(operations)(
  '%s answers any request as documented, and a refusal changes nothing',
  async (_, operation) => {
    const { ours, theirs, known, others } = await newWorld()
    const inAccount = operation.path.includes('{accountId}')
    const callers = fc.oneof(
      { weight: 7, arbitrary: fc.constantFrom(ours.admin, ...(inAccount ? [] : [operator])) },
      { weight: 1, arbitrary: fc.constant(operator) },
      { weight: 2, arbitrary: fc.constantFrom(...others, undefined) },
    )
    let before = await stateOf(ours)
    const foreign = await stateOf(theirs)
    let operated = false
    await fc.assert(
      fc.asyncProperty(requestFor(operation, known), callers, async (request, as) => {
        const reply = await sent(operation, request, as)
        expect(flaw(operation, reply)).toBeUndefined()
        expect(reply.status).toBeLessThan(500)
        const after = await stateOf(ours)
        if (reply.status >= 400) expect(after).toEqual(before)
        else operated ||= as === operator
        before = after
      }),
      { numRuns: 15, endOnFailure: true },
    )
    // An operator may change any account.
    if (inAccount && !operated) expect(await stateOf(theirs)).toEqual(foreign)
  },
  60_000,
)
