/**
 * What each operation costs on the table: requests, and the read and write units that DynamoDB charges for them,
 * including those of the indexes. The engine counts them, so one run is exact:
 *
 *     npm run load:capacity
 */
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses'
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import { mockClient } from 'aws-sdk-client-mock'
import * as z from 'zod/mini'
import { startDns } from '../../local/services/dns.ts'
import { region } from '../../local/services/dynamodb.ts'
import { freePort } from '../../local/settings.ts'
import { answerOf } from '../support/handlers.ts'
import { deployHandlers } from './handlers-here.ts'
import { followStream } from './stream-records.ts'
import { accountOf, admin, members } from './system.ts'

const people = 1_000

type Used = { requests: number; 'read units': number; 'write units': number }
const nothing = (): Used => ({ requests: 0, 'read units': 0, 'write units': 0 })
let used = nothing()

const capacity = z.object({ CapacityUnits: z.number() })
const consumed = z._default(
  z.union([
    z.array(capacity),
    z.pipe(
      capacity,
      z.transform((one) => [one]),
    ),
  ]),
  [],
)

const here = await deployHandlers()
const { putAround } = await import('../../functions/table/table.ts')
const answered = z.object({ output: z.looseObject({ ConsumedCapacity: consumed }) })
putAround('call', async ({ name, input }, go) => {
  Object.assign(input, { ReturnConsumedCapacity: 'TOTAL' })
  const result = await go()
  const { ConsumedCapacity } = answered.parse(result).output
  const kind = /^(Get|Query|BatchGet)/.test(name) ? 'read units' : 'write units'
  used.requests += 1
  used[kind] += ConsumedCapacity.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0)
  return result
})

mockClient(SESClient).on(SendRawEmailCommand).resolves({ MessageId: '1' })
const queued: string[] = []
mockClient(SQSClient)
  .on(SendMessageBatchCommand)
  .callsFake(({ Entries }: { Entries: { MessageBody: string }[] }) => {
    queued.push(...Entries.map(({ MessageBody }) => MessageBody))
    return { Failed: [] }
  })
mockClient(EventBridgeClient)
  .on(PutEventsCommand)
  .callsFake(({ Entries }: { Entries: object[] }) => ({ Entries: Entries.map(() => ({ EventId: '1' })) }))

const records = new Map<string, readonly string[]>()
const dnsPort = await freePort()
const nameServer = await startDns(dnsPort, (name) => records.get(name) ?? [])
process.env.DNS_SERVERS = `127.0.0.1:${dnsPort}`

const changes = followStream(here)

const table: Record<string, Used> = {}
const measured = async <T>(what: string, run: () => Promise<T>): Promise<T> => {
  used = nothing()
  const result = await run()
  table[what] = used
  return result
}

const root = '/v1/accounts/{accountId}'
/** Measures one request, and returns its answer. */
const ask = (what: string, name: string, method: string, path: string, body?: object, as = admin) =>
  measured(what, async () => {
    const route = `${method} ${path
      .replace(/^\/accounts\/[^/?]+/, root)
      .replace(/\?.*/, '')
      .replace(/usr_[\w-]+/, '{userId}')
      .replace(/lnk_[\w-]+/, '{linkId}')
      .replace(/\/domains\/[^/]+/, '/domains/{domain}')
      .replace(/^\/me\/invitations\/[^/]+/, '/v1/me/invitations/{accountId}')}`
    const key = /^\/(accounts|me\/invitations)\//.test(path) ? route : `${method} /v1${path}`
    const answer = await answerOf(name, { route: key, path, body, ...(as && { as }) })
    if (answer.status >= 300) throw new Error(`${what}: ${answer.status} ${answer.body.code}`)
    return answer.body
  })
const tokenOf = (url: string): string => url.split('#')[1] ?? ''
const anonymous = ''

try {
  const accountId = await accountOf(here, members(people))
  const path = `/accounts/${accountId}`
  const users = `${path}/users`
  const grace = { email: 'grace@example.com', name: 'Grace Hopper', roleIds: ['member'] }

  const invited = await ask('invite with a mail', 'invite-user', 'POST', users, grace)
  const { userId } = invited
  const [onChange, sendMail, onMailEvent] = [
    (await import('../../functions/trail/on-change.ts')).handler,
    (await import('../../functions/mail/send-mail.ts')).handler,
    (await import('../../functions/mail/on-mail-event.ts')).handler,
  ]
  const record = await changes.next('OnChange', userId)
  await measured('… its event in the trail and on the bus', () => onChange({ Records: [record] }))
  const { handler: onMailQueued } = await import('../../functions/mail/on-mail-queued.ts')
  await onMailQueued({ Records: [await changes.next('OnMailQueued', userId)] })
  const attributes = {
    ApproximateReceiveCount: '1',
    SentTimestamp: '',
    SenderId: '',
    ApproximateFirstReceiveTimestamp: '',
  }
  const message = { messageId: '1', receiptHandle: '', messageAttributes: {}, md5OfBody: '', attributes }
  const source = { eventSource: 'aws:sqs', eventSourceARN: '', awsRegion: region }
  await measured('… its mail', () =>
    sendMail({ Records: [{ ...message, ...source, body: queued.shift() ?? '' }] }),
  )
  const tags = {
    accountId: [accountId],
    userId: [userId],
    kind: ['user'],
    nonce: [String(record.dynamodb?.NewImage?.nonce?.S)],
    'ses:configuration-set': ['mails'],
  }
  await measured('… what SES says of it', () =>
    onMailEvent({
      version: '0',
      id: '1',
      source: 'aws.ses',
      account: '',
      time: new Date().toISOString(),
      region,
      resources: [],
      'detail-type': 'Email',
      detail: { eventType: 'Delivery', mail: { tags, destination: [grace.email] } },
    }),
  )
  const ann = { email: 'ann@example.com', name: 'Ann', roleIds: ['member'], sendEmail: false }
  const { userId: annId, invitationUrl } = await ask(
    'invite without a mail',
    'invite-user',
    'POST',
    users,
    ann,
  )
  await ask('send again', 'resend-invitation', 'POST', `${users}/${userId}/resend`, {})
  const token = tokenOf(invitationUrl)
  await ask('open an invitation', 'preview-invitation', 'POST', '/invitations/preview', { token }, anonymous)
  await ask('join by it', 'redeem-invitation', 'POST', '/invitations/redeem', { token }, anonymous)
  const { url } = await ask('copy the invite link', 'get-invite-link', 'GET', `${path}/invite-link`)
  const link = { token: tokenOf(url), email: 'bob@example.com', name: 'Bob' }
  await ask('ask to join by the link', 'redeem-invitation', 'POST', '/invitations/redeem', link, anonymous)
  await ask(
    'join by the link, signed in',
    'redeem-signed-in',
    'POST',
    '/me/redeem',
    { token: link.token, name: 'Eve' },
    'eve@example.com',
  )
  await ask('my invitations, one', 'list-my-invitations', 'GET', '/me/invitations', undefined, grace.email)
  const mine = `/me/invitations/${accountId}`
  await ask(
    'decline my invitation',
    'decline-my-invitation',
    'POST',
    `${mine}/decline`,
    undefined,
    grace.email,
  )
  await ask('send again to whoever declined', 'resend-invitation', 'POST', `${users}/${userId}/resend`, {})
  await ask('accept my invitation', 'accept-my-invitation', 'POST', `${mine}/accept`, undefined, grace.email)
  const links = `${path}/invite-links`
  const made = await ask('make an invite link', 'create-invite-link', 'POST', links, { name: 'Guests' })
  await ask('list of 2 invite links', 'list-invite-links', 'GET', links)
  await ask(
    'join by that link, signed in',
    'redeem-signed-in',
    'POST',
    '/me/redeem',
    { token: tokenOf(made.url), name: 'Mia' },
    'mia@example.com',
  )
  await ask('change the link', 'change-invite-link', 'PATCH', `${links}/${made.linkId}`, {
    needsApproval: true,
  })
  const asks = (who: string) =>
    ask(
      `${who} asks to join by a link that needs approval`,
      'redeem-signed-in',
      'POST',
      '/me/redeem',
      { token: tokenOf(made.url), name: who },
      `${who}@example.com`,
    )
  await asks('first')
  await asks('second')
  const requests = `${path}/join-requests`
  const { items } = await ask('list of 2 requests', 'list-join-requests', 'GET', requests)
  const [approved, declined] = items
  await ask('approve a request', 'approve-join-request', 'POST', `${requests}/${approved.userId}/approve`, {})
  await ask('decline a request', 'decline-join-request', 'POST', `${requests}/${declined.userId}/decline`)
  await ask('delete the link', 'delete-invite-link', 'DELETE', `${links}/${made.linkId}`)
  const hundred = Array.from({ length: 100 }, (_, index) => ({ ...grace, email: `bulk${index}@example.com` }))
  await ask('invite 100', 'invite-users', 'POST', `${users}/bulk`, { users: hundred })
  await ask('who am I, the first time in a day', 'get-me', 'GET', '/me')
  await ask('who am I', 'get-me', 'GET', '/me')
  await ask('the account', 'get-account', 'GET', path)
  await ask('a user', 'get-user', 'GET', `${users}/${annId}`)
  await ask(`list of 50 of ${people} users`, 'list-users', 'GET', users)
  await ask('… of a role', 'list-users', 'GET', `${users}?roleId=member`)
  await ask('… found by a name, the last one', 'list-users', 'GET', `${users}?search=n000999`)
  await ask('roles', 'list-roles', 'GET', `${path}/roles`)
  await ask('change a user', 'change-user', 'PATCH', `${users}/${annId}`, { name: 'Ann B.' })
  await ask('suspend a user', 'change-user', 'PATCH', `${users}/${annId}`, { status: 'suspended' })
  await ask('remove a user', 'remove-user', 'DELETE', `${users}/${annId}`)
  await ask('a page of the trail', 'list-audit-events', 'GET', `${path}/audit-events`)
  const { handler: sweepMails } = await import('../../functions/mail/sweep-mails.ts')
  await measured('look for lost mails', () => sweepMails({ time: new Date().toISOString() }))
  const external = { ...ann, email: 'external@example.com', externalId: 'crm-1' }
  const { userId: externalId } = await ask(
    'invite with an external id',
    'invite-user',
    'POST',
    users,
    external,
  )
  await ask('find by an external id', 'list-users', 'GET', `${users}?externalId=crm-1`)
  await ask('a page of a review of 50 users', 'list-review-candidates', 'GET', `${path}/access-review`)
  const decisions = [{ userId: externalId, decision: 'keep', reason: 'Needed' }]
  await ask('sign a review of one user', 'sign-access-review', 'POST', `${path}/access-reviews`, {
    decisions,
  })
  const { handler: sweepReminders } = await import('../../functions/invitations/sweep-reminders.ts')
  await measured('look for reminders', () => sweepReminders({ time: new Date().toISOString() }))
  const domains = `${path}/domains`
  const domain = 'acme.example'
  const { record: dns } = await ask('add a domain', 'add-domain', 'POST', domains, { domain })
  records.set(dns.name, [dns.value])
  await ask('verify it', 'verify-domain', 'POST', `${domains}/${domain}/verify`)
  await ask('list of one domain', 'list-domains', 'GET', domains)
  const [kim, lee] = [`kim@${domain}`, `lee@${domain}`]
  await ask('accounts to join, one', 'list-joinable', 'GET', '/me/joinable', undefined, kim)
  await ask('ask to join by domain', 'join-by-domain', 'POST', '/me/join-requests', { accountId }, kim)
  await ask('change the domain', 'change-domain', 'PATCH', `${domains}/${domain}`, { joining: 'at-once' })
  await ask('join by domain', 'join-by-domain', 'POST', '/me/join-requests', { accountId }, lee)
  const { handler: sweepDomains } = await import('../../functions/domains/sweep-domains.ts')
  const tomorrow = new Date(Date.now() + 25 * 3_600_000).toISOString()
  const enough = { getRemainingTimeInMillis: () => 300_000 }
  await measured('look up the one domain that is due', () => sweepDomains({ time: tomorrow }, enough))
  await measured('look for due domains, none', () =>
    sweepDomains({ time: new Date(0).toISOString() }, enough),
  )
  await ask('remove the domain', 'remove-domain', 'DELETE', `${domains}/${domain}`)
  const { keepJoinNotices } = await import('../../functions/mail/stored-join-notices.ts')
  const joined = {
    type: 'user',
    status: 'active',
    source: 'manual',
    acceptedAt: new Date().toISOString(),
  } as const
  const place = { accountId, userId: annId, invitedBy: userId, nonce: '1' }
  await measured('tell an inviter that somebody joined, without the mail', () =>
    keepJoinNotices({ ...joined, ...place }),
  )
  const { handler: sweepAccounts } = await import('../../functions/accounts/sweep-accounts.ts')
  const hours = { getRemainingTimeInMillis: () => 3_600_000 }
  await measured('look for deleted accounts', () => sweepAccounts({ time: new Date().toISOString() }, hours))
  const { name } = await ask('the account, again', 'get-account', 'GET', path)
  await ask('delete the account', 'delete-account', 'DELETE', path, { name })
  const afterGrace = new Date(Date.now() + 31 * 86_400_000).toISOString()
  await measured(`erase it, with ${people + 105} users`, () => sweepAccounts({ time: afterGrace }, hours))
  console.table(table)
} finally {
  await changes.stop()
  await nameServer[Symbol.asyncDispose]()
  await here.stop()
}
