/**
 * Milliseconds of processor time of one uncontended request, with the database answered from memory: Usher's handlers,
 * only the SDK calls that they make, those in the least handler that there can be, and better-auth's organization plugin
 * on its memory adapter doing the same job:
 *
 *     npm run load:processor
 */
import middy from '@middy/core'
import type { Context } from 'aws-lambda'
import { redeemSignedIn } from '../../shared/contract/invitations.ts'
import type { Schema } from '../../shared/contract/operation.ts'
import { inviteUser } from '../../shared/contract/pending-users.ts'
import { listUsers } from '../../shared/contract/users.ts'
import { betterAuthHere } from './better-auth.ts'
import { handlerHere } from './handler-here.ts'
import { deployHandlers } from './handlers-here.ts'
import { answerFromMemory } from './memory-table.ts'
import { processorTime } from './processor-time.ts'
import { accountOf, admin, members } from './system.ts'

const jobs = ['invite', 'list', 'accept'] as const
type Job = (typeof jobs)[number]
/** Each does a job once, and returns the milliseconds of processor time that it took. */
type Contestant = Readonly<Record<Job, () => Promise<number>>>

const names = ['calls', 'least', 'usher', 'betterAuth'] as const
const listed = 50
const rounds = 90
const roundsToWarmUp = 10
const requestsInRound = 20

/** The kernel may count processor time in ticks of milliseconds, so that only a mean over many requests says something. */
const mean = (times: readonly number[]): number => times.reduce((sum, time) => sum + time, 0) / times.length

const here = await deployHandlers()
const { documents } = await import('../../functions/table/table.ts')

/**
 * Usher's three jobs in an account of this size. The invitee can join repeatedly, because memory always says that
 * they're still invited.
 */
const usherHere = async (memberCount: number): Promise<Contestant> => {
  const path = `/accounts/${await accountOf(here, members(memberCount - 1))}/users`
  const route = '/v1/accounts/{accountId}/users'
  const inviting = await handlerHere('invite-user', { route: `POST ${route}`, path, as: admin })
  const listing = await handlerHere('list-users', { route: `GET ${route}`, path, as: admin })
  const invitation = (email: string) =>
    inviting({ email, name: 'Some Body', roleIds: ['member'], sendEmail: false })
  const joining = 'joining@example.com'
  const { invitationUrl } = JSON.parse(await invitation(joining)())
  const redeeming = { route: 'POST /v1/me/redeem', path: '/me/redeem', as: joining }
  const redeem = await handlerHere('redeem-signed-in', redeeming)
  const body = { token: invitationUrl.split('#')[1] }
  let count = 0
  return {
    invite: () => processorTime(invitation(`invited${count++}@example.com`)),
    list: () => processorTime(listing()),
    accept: () => processorTime(redeem(body)),
  }
}

/** Only the SDK calls that a job makes, each with a command of its own. */
const callsOf = async (job: () => Promise<number>): Promise<() => Promise<number>> => {
  const calls: Parameters<typeof documents.send>[0][] = []
  const send = documents.send.bind(documents)
  const remember = (command: (typeof calls)[number]) => {
    calls.push(command)
    return send(command)
  }
  Object.assign(documents, { send: remember })
  await job()
  Object.assign(documents, { send })
  const isRead = (command: (typeof calls)[number]) => /Get|Query/.test(command.constructor.name)
  const again = (command: (typeof calls)[number]) =>
    send(Reflect.construct(command.constructor, [command.input]))
  const allAtOnce = (commands: typeof calls) => Promise.all(commands.map(again))
  return () =>
    processorTime(async () => {
      await allAtOnce(calls.filter(isRead))
      await allAtOnce(calls.filter((call) => !isRead(call)))
    })
}

/** What no handler of the API does without: middy, one input parsed, and the SDK calls. */
const leastHandler = (schema: Schema, input: object, calls: () => Promise<number>) => {
  const handler = middy<string, string>({ timeoutEarlyInMillis: 500 }).handler(async (text) => {
    const parsed = schema.parse(JSON.parse(text))
    await calls()
    return JSON.stringify(parsed)
  })
  const [text, context] = [JSON.stringify(input), { getRemainingTimeInMillis: () => 10_000 } as Context]
  return () => processorTime(() => Promise.resolve(handler(text, context)))
}

try {
  const usher = await usherHere(listed)
  answerFromMemory(documents)
  const calls: Contestant = {
    invite: await callsOf(usher.invite),
    list: await callsOf(usher.list),
    accept: await callsOf(usher.accept),
  }
  const invited = { email: 'invited@example.com', name: 'Some Body', roleIds: ['member'], sendEmail: false }
  const least: Contestant = {
    invite: leastHandler(inviteUser.body, invited, calls.invite),
    list: leastHandler(listUsers.query, {}, calls.list),
    accept: leastHandler(redeemSignedIn.body, { token: 'a token' }, calls.accept),
  }
  const contestants = { calls, least, usher, betterAuth: await betterAuthHere(listed) }
  const rows: Record<string, Record<string, number>> = {}
  const rounded = (value: number): number => Math.round(value * 100) / 100
  for (const job of jobs) {
    const times = Object.fromEntries(names.map((name) => [name, [0].slice(1)]))
    for (let round = 0; round < rounds; round++)
      for (const name of names)
        for (let request = 0; request < requestsInRound; request++) {
          const time = await contestants[name][job]()
          if (round >= roundsToWarmUp) times[name]?.push(time)
        }
    const [alone = 0, least = 0, ours = 0, theirs = 0] = names.map((name) => mean(times[name] ?? []))
    rows[job] = {
      'SDK alone, ms': rounded(alone),
      'least handler, ms': rounded(least),
      'Usher, ms': rounded(ours),
      'better-auth, ms': rounded(theirs),
      'Usher / SDK': rounded(ours / alone),
      'Usher / better-auth': rounded(ours / theirs),
    }
  }
  console.table(rows)
} finally {
  await here.stop()
}
