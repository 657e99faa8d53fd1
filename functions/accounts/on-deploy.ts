/**
 * The deploy-time step: creates the first account and invites its administrator. CloudFormation calls it with the
 * resource's properties. Idempotent.
 */
import { createHash, randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import { email, personName } from '../../shared/contract/fields.ts'
import { text } from '../../shared/contract/text.ts'
import { logError, logInfo } from '../http/log.ts'
import { firstAdministrator } from '../invitations/invitation.ts'
import { setting } from '../settings.ts'
import { tryWrite } from '../table/writes.ts'
import { additionOf } from '../users/stored-users.ts'
import { ensureAccount } from './new-account.ts'

const request = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResponseURL: z.string(),
  StackId: z.string(),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
  ResourceProperties: z.object({ accountName: text({ max: 100 }), adminEmail: email, adminName: personName }),
})

const kind = z.pick(request, { RequestType: true })

const physicalId = 'first-administrator'

export const handler = async (event: unknown): Promise<void> => {
  const { ResponseURL, StackId, RequestId, LogicalResourceId } = z
    .pick(request, { ResponseURL: true, StackId: true, RequestId: true, LogicalResourceId: true })
    .parse(event)
  const answer = await outcome(event)
  const body = JSON.stringify({
    ...answer,
    PhysicalResourceId: physicalId,
    StackId,
    RequestId,
    LogicalResourceId,
  })
  // The URL is signed for a request without a content type. If the response doesn't arrive, Lambda retries.
  const { ok, status } = await fetch(ResponseURL, { method: 'PUT', headers: { 'content-type': '' }, body })
  if (!ok) throw new Error(`CloudFormation's bucket answered ${status}`)
}

const outcome = async (event: unknown) => {
  try {
    // A deletion has nothing to do, and must not fail for the reason that a creation failed.
    if (kind.parse(event).RequestType !== 'Delete')
      await makeFirstAccount(request.parse(event).ResourceProperties)
    return { Status: 'SUCCESS' }
  } catch (error) {
    logError(error, { operation: 'onDeploy' })
    return { Status: 'FAILED', Reason: 'The first administrator was not made; see the log of this function' }
  }
}

type Properties = z.output<typeof request>['ResourceProperties']

const makeFirstAccount = async ({ accountName, adminEmail, adminName }: Properties): Promise<void> => {
  const now = new Date()
  const by = 'bootstrap'
  const accountId = firstAccountId(setting('TABLE_NAME'))
  await ensureAccount({ accountId, name: accountName, now, by })
  const nonce = randomBytes(16).toString('base64url')
  const person = { email: adminEmail, name: adminName }
  const administrator = firstAdministrator({ accountId, ...person, now, nonce, by })
  const added = await tryWrite(additionOf(administrator))
  logInfo({ operation: 'onDeploy', accountId, outcome: added ? 'invited' : 'was there' })
}

/** Derived from the table, so that every deployment of a stack means the same account. */
const firstAccountId = (table: string): string =>
  `acc_${createHash('sha256').update(table).digest('base64url').slice(0, 16)}`
