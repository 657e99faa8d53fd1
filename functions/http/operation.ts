/**
 * Turns an operation of the contract and a handler into a Lambda, so that only the rule is left to write.
 *
 *     export const handler = accountOperation(inviteUser, {
 *       async answer({ caller, account, body, now }) { … return created(user, location) },
 *     })
 *
 * `publicOperation` is for anyone; `signedInOperation` for anyone who is signed in; `anySignInOperation` also accepts
 * unverified addresses; `accountOperation` is for active users of the account with the contract's permission, and for
 * operators; `operatorOperation` is for operators only; `selfServiceOperation` is for them and, if the deployment says
 * so, for anyone who is signed in. All of them share parsing, permission checks, problems and the log line.
 */
import { randomBytes } from 'node:crypto'
import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { Operation } from '../../shared/contract/operation.ts'
import type { Permission } from '../../shared/contract/permissions.ts'
import type { Account } from '../accounts/account.ts'
import { requireOpen } from '../accounts/admission.ts'
import { findAccount } from '../accounts/stored-account.ts'
import { Problem } from '../problem.ts'
import { type Caller, callerOf, may, operator, operatorOf } from '../sign-in/caller.ts'
import { untilAborted } from '../table/table.ts'
import { findUser } from '../users/stored-users.ts'
import { userIdOf } from '../users/user.ts'
import type { Answer } from './answers.ts'
import { claimKey } from './idempotency.ts'
import { type Input, readInput } from './input.ts'
import { logError, logInfo } from './log.ts'
import { problemAnswer, problemOf } from './problem-answer.ts'
import {
  type ClaimedSignIn,
  claimedSignIn,
  claimsOf,
  isOperator,
  readSignIn,
  type SignIn,
} from './sign-in.ts'
import { isFromEdge, sourceOf } from './source.ts'

type Chance = {
  readonly now: Date
  /** 128 random bits as text, for values that nobody may guess. */
  readonly nonce: () => string
  /** The network that the request comes from, as a hash. */
  readonly source: () => string
}

type Public<O extends Operation> = Input<O> & Chance
type SignedIn<O extends Operation> = Public<O> & { readonly signIn: SignIn }
type InAccount<O extends Operation> = Public<O> & { readonly caller: Caller; readonly account: Account }

type PublicContract = Operation & { readonly access: 'public' }
type SignedInContract = Operation & { readonly access: 'signed-in' }
type AnySignInContract = Operation & { readonly access: 'any-sign-in' }
type OperatorContract = Operation & { readonly access: 'operator' }
type SelfServiceContract = Operation & { readonly access: 'self-service' }
type AccountContract = Operation & {
  readonly access: 'member' | Permission
  readonly path: `/v1/${'' | 'me/'}accounts/{accountId}${string}`
}

export const publicOperation = <O extends PublicContract>(
  contract: O,
  handler: { readonly answer: (input: Public<O>) => Promise<Answer> },
) => lambda(contract, (event) => handler.answer(publicInput(contract, event)))

export const signedInOperation = <O extends SignedInContract>(
  contract: O,
  handler: { readonly answer: (input: SignedIn<O>) => Promise<Answer> },
) =>
  lambda(contract, async (event) => {
    const signIn = await readSignIn(claimsOf(event))
    return handler.answer({ signIn, ...publicInput(contract, event) })
  })

/** For sign-ins whose address need not be verified. */
export const anySignInOperation = <O extends AnySignInContract>(
  contract: O,
  handler: {
    readonly answer: (input: Public<O> & { readonly signIn: ClaimedSignIn }) => Promise<Answer>
  },
) =>
  lambda(contract, (event) => {
    const signIn = claimedSignIn(claimsOf(event))
    return handler.answer({ signIn, ...publicInput(contract, event) })
  })

export const operatorOperation = <O extends OperatorContract>(
  contract: O,
  handler: { readonly answer: (input: Public<O>) => Promise<Answer> },
) =>
  lambda(contract, async (event) => {
    if (!isOperator(claimsOf(event))) throw new Problem('operator_only')
    const input = publicInput(contract, event)
    await claim(contract, { caller: operator }, input)
    return handler.answer(input)
  })

/**
 * `open` says whether the deployment lets people do this for themselves; `signIn` identifies nobody for an operator.
 */
export const selfServiceOperation = <O extends SelfServiceContract>(
  contract: O,
  handler: {
    readonly open: () => boolean
    readonly answer: (input: Public<O> & { readonly signIn: SignIn | undefined }) => Promise<Answer>
  },
) =>
  lambda(contract, async (event) => {
    const claims = claimsOf(event)
    const byOperator = isOperator(claims)
    if (!byOperator && !handler.open()) throw new Problem('operator_only')
    const signIn = byOperator ? undefined : await readSignIn(claims)
    const input = publicInput(contract, event)
    await claim(contract, { caller: signIn?.email ?? operator }, input)
    return handler.answer({ ...input, signIn })
  })

/**
 * `read` runs in parallel with looking up the caller, so that both take one round trip. Its result is used only if the
 * caller may have it.
 */
export const accountOperation = <O extends AccountContract, Read = undefined>(
  contract: O,
  handler: {
    readonly read?: (input: Public<O>) => Promise<Read>
    readonly answer: (input: InAccount<O> & { readonly read: Read }) => Promise<Answer> | Answer
  },
) =>
  lambda(contract, async (event) => {
    const claims = claimsOf(event)
    const signIn = isOperator(claims) ? 'operator' : await readSignIn(claims)
    const input = publicInput(contract, event)
    // Its contract's path names an account; the compiler can't follow that through the generics.
    const { accountId } = input.path as { readonly accountId: string }
    const [authorized, read] = await Promise.allSettled([
      authorize(contract, { accountId, signIn, now: input.now }),
      handler.read?.(input),
    ])
    if (authorized.status === 'rejected') throw authorized.reason
    if (read.status === 'rejected') throw read.reason
    await claim(contract, { caller: authorized.value.caller.actor, accountId }, input)
    // `Read` is undefined for a handler without `read`.
    return handler.answer({ ...input, ...authorized.value, read: read.value as Read })
  })

const claim = async (
  contract: Operation,
  by: { readonly caller: string; readonly accountId?: string },
  { idempotencyKey: key, body, now }: Public<Operation>,
) => {
  if (key !== undefined) await claimKey({ ...by, key, operation: contract.id, body, now })
}

type Calling = {
  readonly accountId: string
  readonly signIn: SignIn | 'operator'
  readonly now: Date
}

/** Anyone who isn't an active user of the account gets the same 404 as if it didn't exist. */
const authorize = async (contract: AccountContract, { accountId, signIn, now }: Calling) => {
  const [account, user] = await Promise.all([
    findAccount(accountId),
    signIn === 'operator' ? undefined : findUser(accountId, userIdOf(accountId, signIn.email)),
  ])
  const caller = account && (signIn === 'operator' ? operatorOf(account) : callerOf(user, account, now))
  if (!caller)
    throw new Problem('account_not_found', 'Account not found, or you are not an active user of it')
  if (signIn !== 'operator') requireOpen(account)
  if (contract.access !== 'member' && !may(caller, contract.access))
    throw new Problem('permission_missing', `This needs the permission ${contract.access}`)
  return { account, caller }
}

const publicInput = <O extends Operation>(contract: O, event: APIGatewayProxyEventV2): Public<O> => ({
  ...readInput(contract, event),
  // When the gateway received the request: one clock for all instances.
  now: new Date(event.requestContext.timeEpoch),
  nonce: () => randomBytes(16).toString('base64url'),
  source: () => sourceOf(event),
})

type Handler = (event: APIGatewayProxyEventV2) => Promise<Answer>

/** Milliseconds reserved to answer that the time ran out, before Lambda ends the function. */
const timeoutEarlyInMillis = 500

const lambda = (contract: Pick<Operation, 'id'>, handle: Handler) =>
  middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>({ timeoutEarlyInMillis })
    .use(requestLog(contract.id))
    .use(problemAnswers(contract.id))
    .handler(async (event, _, { signal }) => {
      requireEdge(event)
      return success(await untilAborted(signal, () => handle(event)))
    })

/**
 * If the firewall is on, requests must come through the distribution that it protects. Throws 404 `route_not_found`.
 */
const requireEdge = (event: APIGatewayProxyEventV2): void => {
  if (process.env.EDGE_ONLY === 'true' && !isFromEdge(event)) throw new Problem('route_not_found')
}

const success = ({ status, body, headers }: Answer): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
})

type Middleware = middy.MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>

const problemAnswers = (operation: string): Middleware => ({
  onError: (request) => {
    const problem = problemOf(request.error)
    const { requestId } = request.event.requestContext
    if (problem !== request.error) logError(request.error, { operation, requestId })
    request.response = problemAnswer(problem, requestId)
  },
})

/** One line per request, whatever its outcome. */
const requestLog = (operation: string): Middleware => {
  const line = (request: middy.Request<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>): void => {
    const { requestContext, pathParameters } = request.event
    logInfo({
      operation,
      requestId: requestContext.requestId,
      accountId: pathParameters?.accountId?.slice(0, 44).replace(/[^\w-]/g, ''),
      status: request.response?.statusCode,
      code: request.error ? problemOf(request.error).code : undefined,
      milliseconds: Date.now() - requestContext.timeEpoch,
    })
  }
  return { after: line, onError: line }
}
