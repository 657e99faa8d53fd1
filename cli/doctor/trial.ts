/**
 * A trial of an email's whole path with the addresses of SES's simulator: one mailbox accepts every email, and the
 * other refuses it. Both are invited, watched until SES has reported, and removed.
 */
import { answered, Refusal } from '../../shared/client/answered.ts'
import { type UsherClient, usherClient } from '../../shared/client/client.ts'
import { everyUser } from '../../shared/client/every-item.ts'
import type { User } from '../../shared/contract/users.ts'
import { operatorToken } from './api.ts'
import { type Check, check, type Finding, type Look, NotSeen, ok, read, unseen, wrong } from './check.ts'
import { site } from './stack.ts'

const mailboxes = {
  delivered: 'success@simulator.amazonses.com',
  bounced: 'bounce@simulator.amazonses.com',
} as const
type Expected = keyof typeof mailboxes

/** Two minutes: an email takes seconds, and SES's reports come through EventBridge. */
const [looks, pause] = [60, 2_000]

type Mail = User['mail']
type Trial = Readonly<Record<Expected, Mail>>

/** Checks that invite into this account or, without one, into the only account that exists. */
export const trialChecks = (accountId: string | undefined): readonly Check[] => {
  const trial = read(undefined, [site, operatorToken], async (look, { portalUrl }, signedIn) => {
    if ('failure' in signedIn)
      throw new NotSeen(unseen(`no sign-in as operator: ${signedIn.failure}`, 'See api.portal.operator'))
    const usher = usherClient({ baseUrl: portalUrl, token: () => signedIn.token, send: look.web })
    try {
      return await tryOut(look, usher, accountId ?? (await onlyAccount(usher)))
    } catch (error) {
      if (error instanceof Refusal)
        throw new NotSeen(
          unseen(`${error.message} (${error.problem.code})`, 'Name another account: --mail acc_…'),
        )
      throw error
    }
  })
  const reaches = (expected: Expected, what: string): Check =>
    check(`trial.${expected}`, what, [trial], (states) => judged(expected, states[expected]))
  return [
    reaches('delivered', 'A mail to the simulator arrives, and Usher says so'),
    reaches('bounced', 'A mail that the simulator refuses is shown as bounced'),
  ]
}

const judged = (expected: Expected, mail: Mail): Finding => {
  if (mail.state === expected) return ok(`${mailboxes[expected]} at ${mail.at}`)
  const since = `${mailboxes[expected]} is ${mail.state}${mail.detail ? ` (${mail.detail})` : ''}, not ${expected}`
  if (mail.state === 'queued')
    return wrong(since, 'Look at events.mappings, events.dead-letters and the log of send-mail')
  if (mail.state === 'sent')
    return wrong(since, 'SES took it and said nothing since: look at mail.events and events.rules')
  return wrong(since, 'Look at mail.permission, mail.identity and the log of send-mail')
}

const onlyAccount = async (usher: UsherClient): Promise<string> => {
  const { items } = await answered(usher.listAccounts({ query: { limit: '2' } }))
  const [first, second] = items
  if (first && !second) return first.accountId
  throw new NotSeen(
    unseen(
      first ? 'there is more than one account' : 'there is no account yet',
      first ? 'Name the one to invite into: --mail acc_…' : 'Deploy with adminEmail first',
    ),
  )
}

type Invited = { readonly mail: () => Promise<Mail>; readonly remove: () => Promise<unknown> }

/** Invites the address from scratch, with the role that permits least. An interrupted trial may have left it there. */
const invite = async (usher: UsherClient, accountId: string, email: string): Promise<Invited> => {
  for await (const { userId } of everyUser(usher, { accountId, query: { search: email } }))
    await answered(usher.removeUser({ accountId, userId }))
  const { items: roles } = await answered(usher.listRoles({ accountId }))
  const [least] = roles.toSorted((one, other) => one.permissions.length - other.permissions.length)
  const body = { email, name: 'Usher doctor', roleIds: least ? [least.roleId] : [] }
  const { userId } = await answered(usher.inviteUser({ accountId, body }))
  return {
    mail: async () => (await answered(usher.getUser({ accountId, userId }))).mail,
    remove: () => answered(usher.removeUser({ accountId, userId })),
  }
}

const tryOut = async (look: Look, usher: UsherClient, accountId: string): Promise<Trial> => {
  const delivered = await invite(usher, accountId, mailboxes.delivered)
  try {
    const bounced = await invite(usher, accountId, mailboxes.bounced)
    try {
      return await settled(look, async () => ({
        delivered: await delivered.mail(),
        bounced: await bounced.mail(),
      }))
    } finally {
      await bounced.remove()
    }
  } finally {
    await delivered.remove()
  }
}

/** What became of both emails, once both are as expected or the time is up. */
const settled = async (look: Look, states: () => Promise<Trial>): Promise<Trial> => {
  for (let left = looks; ; left -= 1) {
    const trial = await states()
    const isDone = trial.delivered.state === 'delivered' && trial.bounced.state === 'bounced'
    if (isDone || left === 0 || look.stopped.aborted) return trial
    await look.wait(pause)
  }
}
