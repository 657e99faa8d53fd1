/**
 * Milliseconds of one uncontended request, with the database answered from memory: Usher's handlers, only the SDK calls
 * that they make, and better-auth's organization plugin on its memory adapter doing the same job:
 *
 *     node_modules/.bin/node test/load/processor.ts
 */
import { answerOf } from '../support/handlers.ts'
import { betterAuthHere } from './better-auth.ts'
import { deployHandlers } from './handlers-here.ts'
import { median } from './median.ts'
import { answerFromMemory } from './memory-table.ts'
import { accountOf, admin, members } from './system.ts'

const jobs = ['invite', 'list', 'accept'] as const
type Job = (typeof jobs)[number]
/** Each does a job once, and returns the milliseconds that it took. */
type Contestant = Readonly<Record<Job, () => Promise<number>>>

const listed = 50
const rounds = 30
const roundsToWarmUp = 10
const requestsInRound = 20

const here = await deployHandlers()
const { documents } = await import('../../functions/table/table.ts')

const timed = async (run: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await run()
  return performance.now() - began
}
const ask = async (...[name, request]: Parameters<typeof answerOf>) => {
  const answer = await answerOf(name, request)
  if (answer.status >= 300) throw new Error(`${name} answered ${answer.status} ${answer.body.code}`)
  return answer.body
}

/**
 * Usher's three jobs in an account of this size. The invitee can join repeatedly, because memory always says that
 * they're still invited.
 */
const usherHere = async (memberCount: number): Promise<Contestant> => {
  const path = `/accounts/${await accountOf(here, members(memberCount - 1))}/users`
  const route = '/v1/accounts/{accountId}/users'
  let count = 0
  const invite = (email: string) => {
    const body = { email, name: 'Some Body', roleIds: ['member'], sendEmail: false }
    return ask('invite-user', { route: `POST ${route}`, path, as: admin, body })
  }
  const joining = 'joining@example.com'
  const { invitationUrl } = await invite(joining)
  const body = { token: invitationUrl.split('#')[1] }
  return {
    invite: () => timed(() => invite(`invited${count++}@example.com`)),
    list: () => timed(() => ask('list-users', { route: `GET ${route}`, path, as: admin })),
    accept: () =>
      timed(() =>
        ask('redeem-signed-in', { route: 'POST /v1/me/redeem', path: '/me/redeem', as: joining, body }),
      ),
  }
}

/** Only the SDK calls that a job makes. */
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
  const allAtOnce = (commands: typeof calls) => Promise.all(commands.map((command) => send(command)))
  return () =>
    timed(async () => {
      await allAtOnce(calls.filter(isRead))
      await allAtOnce(calls.filter((call) => !isRead(call)))
    })
}

try {
  const usher = await usherHere(listed)
  answerFromMemory(documents)
  const calls: Contestant = {
    invite: await callsOf(usher.invite),
    list: await callsOf(usher.list),
    accept: await callsOf(usher.accept),
  }
  const contestants = { calls, usher, betterAuth: await betterAuthHere(listed) }
  const rows: Record<string, Record<string, number>> = {}
  const rounded = (value: number): number => Math.round(value * 100) / 100
  for (const job of jobs) {
    const times = { calls: [0].slice(1), usher: [0].slice(1), betterAuth: [0].slice(1) }
    for (let round = 0; round < rounds; round++)
      for (const name of ['calls', 'usher', 'betterAuth'] as const)
        for (let request = 0; request < requestsInRound; request++) {
          const time = await contestants[name][job]()
          if (round >= roundsToWarmUp) times[name].push(time)
        }
    const [floor, ours, theirs] = [median(times.calls), median(times.usher), median(times.betterAuth)]
    rows[job] = {
      'SDK alone, ms': rounded(floor),
      'Usher, ms': rounded(ours),
      'better-auth, ms': rounded(theirs),
      'Usher / SDK': rounded(ours / floor),
      'Usher / better-auth': rounded(ours / theirs),
    }
  }
  console.table(rows)
} finally {
  await here.stop()
}
