/** One thing that is wrong, the checks that must find it and no other, and a part of what the report says then. */
import { api, arn, issuer, portal, stackId, tokenUrl, type World } from './healthy-stack.ts'

type Fault = {
  readonly it: string
  readonly wrong: readonly string[]
  readonly says: RegExp
  readonly spoil: (world: World) => void
}

const fault = (
  it: string,
  wrong: string | readonly string[],
  says: RegExp,
  spoil: Fault['spoil'],
): Fault => ({
  it,
  wrong: [wrong].flat(),
  says,
  spoil,
})

const keyOf = (record: object, part: string): string =>
  Object.keys(record).find((key) => key.includes(part)) ?? `nothing has ${part}`
const answer = (world: World, url: string) => {
  const found = world.web[url]
  if (found === undefined) throw new Error(`There is no ${url}`)
  return found
}
const [discovery, keys] = [`${issuer}/.well-known/openid-configuration`, `${issuer}/keys`]
const json = (world: World, url: string, value: unknown) => {
  answer(world, url).body = JSON.stringify(value)
}

const ofStack: readonly Fault[] = [
  fault(
    'a deploy that failed',
    'stack.status',
    /last deploy failed \(UPDATE_ROLLBACK_COMPLETE\)/,
    ({ stack }) => {
      stack.StackStatus = 'UPDATE_ROLLBACK_COMPLETE'
    },
  ),
  fault('a deploy under way', 'stack.status', /under way \(UPDATE_IN_PROGRESS\)/, ({ stack }) => {
    stack.StackStatus = 'UPDATE_IN_PROGRESS'
  }),
  fault('a stack without its outputs', 'stack.outputs', /missing or unreadable: .*TableName/, ({ stack }) => {
    stack.Outputs = stack.Outputs?.filter(({ OutputKey }) => OutputKey !== 'TableName')
  }),
  fault(
    'a resource changed by hand',
    'stack.drift',
    /describe-stack-resource-drifts --stack-name Usher/,
    (world) => {
      world.stack.DriftInformation = { StackDriftStatus: 'DRIFTED' }
    },
  ),
]

const ofMail: readonly Fault[] = [
  fault(
    'an identity that is not verified',
    'mail.identity',
    /example.com is not verified \(PENDING\)/,
    (world) => {
      world.identity = { ...world.identity, VerifiedForSendingStatus: false, VerificationStatus: 'PENDING' }
    },
  ),
  fault('no identity', ['mail.identity', 'mail.dkim'], /no identity example.com in this region/, (world) => {
    world.identity = undefined
  }),
  fault(
    'DKIM that is not set up',
    'mail.dkim',
    /one\._domainkey\.example\.com CNAME one\.dkim\.amazonses/,
    (world) => {
      world.identity = {
        ...world.identity,
        DkimAttributes: { SigningEnabled: true, Status: 'PENDING', Tokens: ['one', 'two', 'three'] },
      }
    },
  ),
  fault('DKIM that is off', 'mail.dkim', /put-email-identity-dkim-attributes/, (world) => {
    world.identity = { ...world.identity, DkimAttributes: { SigningEnabled: false, Status: 'SUCCESS' } }
  }),
  fault('sending that AWS has paused', 'mail.sending', /sending is paused/, ({ account }) => {
    account.SendingEnabled = false
  }),
  fault('a sender under review', 'mail.sending', /reviews this account \(PROBATION\)/, ({ account }) => {
    account.EnforcementStatus = 'PROBATION'
  }),
  fault('the sandbox of SES', 'mail.sandbox', /Request production access/, ({ account }) => {
    account.ProductionAccessEnabled = false
  }),
  fault('more mails a second than SES takes', 'mail.rate', /mailsPerSecond=1,/, ({ account }) => {
    account.SendQuota = { ...account.SendQuota, MaxSendRate: 1 }
  }),
  fault('a quota that is nearly used up', 'mail.quota', /190 of 200 mails/, ({ account }) => {
    account.SendQuota = { MaxSendRate: 14, Max24HourSend: 200, SentLast24Hours: 190 }
  }),
  fault(
    'no configuration set',
    ['mail.configuration-set', 'mail.suppression'],
    /no configuration set mails/,
    (world) => {
      world.configurationSet = undefined
    },
  ),
  fault('a configuration set that sends nothing', 'mail.configuration-set', /sending turned off/, (world) => {
    world.configurationSet = { ...world.configurationSet, SendingOptions: { SendingEnabled: false } }
  }),
  fault('an event destination that is off', 'mail.events', /DELIVERY, BOUNCE, COMPLAINT, REJECT/, (world) => {
    world.destinations = world.destinations.map((one) => ({ ...one, Enabled: false }))
  }),
  fault('bounces that SES does not tell', 'mail.events', /does not say: BOUNCE/, (world) => {
    world.destinations = world.destinations.map((one) => ({
      ...one,
      MatchingEventTypes: ['DELIVERY', 'COMPLAINT', 'REJECT'],
    }))
  }),
  fault('a suppression list of bounces', 'mail.suppression', /by the AWS account’s settings/, (world) => {
    world.configurationSet = { SendingOptions: { SendingEnabled: true } }
  }),
  fault(
    'a role that may not send',
    'mail.permission',
    /identity\/example\.com: implicitDeny/,
    ({ refused }) => {
      refused.add(`ses:SendEmail ${arn('ses', 'identity/example.com')}`)
    },
  ),
  fault(
    'a role that may not send to recipients in the sandbox',
    ['mail.sandbox', 'mail.permission'],
    /identity\/recipient\.example: implicitDeny/,
    ({ account, refused }) => {
      account.ProductionAccessEnabled = false
      refused.add(`ses:SendEmail ${arn('ses', 'identity/recipient.example')}`)
    },
  ),
  fault('a role that may not read the key', 'mail.signing-key', /GetSecretValue on arn/, ({ refused }) => {
    refused.add(`secretsmanager:GetSecretValue ${arn('secretsmanager', 'secret:key-a1b2c3')}`)
  }),
]

const ofSignIn: readonly Fault[] = [
  fault('a pool with Cognito’s own sender', 'sign-in.mail', /at most 50 mails a day/, ({ pool }) => {
    if (pool) pool.EmailConfiguration = { EmailSendingAccount: 'COGNITO_DEFAULT' }
  }),
  fault('a pool that sends from elsewhere', 'sign-in.mail', /sends from old@example\.com/, ({ pool }) => {
    if (pool) pool.EmailConfiguration = { EmailSendingAccount: 'DEVELOPER', From: 'old@example.com' }
  }),
  fault('a pool whose mails fail', 'sign-in.mail', /identity is not verified/, ({ pool }) => {
    if (pool) pool.EmailConfigurationFailure = 'The identity is not verified'
  }),
  fault('a pool on the Lite plan', 'sign-in.tier', /plan is LITE/, ({ pool }) => {
    if (pool) pool.UserPoolTier = 'LITE'
  }),
  fault('a pool that asks nobody', 'sign-in.triggers', /pre sign-up, pre token generation/, ({ pool }) => {
    if (pool) pool.LambdaConfig = {}
  }),
  fault('a pool with the old token event', 'sign-in.triggers', /does not call: pre token/, ({ pool }) => {
    if (pool?.LambdaConfig?.PreTokenGenerationConfig)
      pool.LambdaConfig.PreTokenGenerationConfig.LambdaVersion = 'V1_0'
  }),
  fault('a pool without protection', 'sign-in.protection', /deletion protection is off/, ({ pool }) => {
    if (pool) pool.DeletionProtection = 'INACTIVE'
  }),
  fault(
    'no pool',
    ['sign-in.mail', 'sign-in.tier', 'sign-in.triggers', 'sign-in.protection'],
    /plan is unknown/,
    (world) => {
      world.pool = undefined
    },
  ),
  fault('a domain that is being made', 'sign-in.domain', /domain of the pool is creating/, ({ domain }) => {
    domain.Status = 'CREATING'
  }),
  fault('a domain with the classic page', 'sign-in.domain', /classic hosted page/, ({ domain }) => {
    domain.ManagedLoginVersion = 1
  }),
  fault('a sign-in page without a style', 'sign-in.branding', /Login pages unavailable/, (world) => {
    world.branding = false
  }),
  fault(
    'a client that leads elsewhere',
    'sign-in.client',
    /lacks https:\/\/users\.example\.com\/ as callback URL/,
    (world) => {
      world.portalClient = { ...world.portalClient, CallbackURLs: ['https://old.example.com/'] }
    },
  ),
  fault('a client that is gone', 'sign-in.client', /callback and sign-out/, (world) => {
    world.portalClient = undefined
  }),
  fault('a client without the code flow', 'sign-in.client', /authorization code flow/, (world) => {
    world.portalClient = { ...world.portalClient, AllowedOAuthFlows: ['implicit'] }
  }),
  fault('an issuer by another name', 'sign-in.discovery', /calls itself .*_pool\//, (world) =>
    json(world, discovery, { issuer: `${issuer}/`, jwks_uri: keys }),
  ),
  fault('no discovery', ['sign-in.discovery', 'sign-in.keys'], /is no discovery document/, (world) => {
    answer(world, discovery).body = 'Not Found'
  }),
  fault(
    'an issuer out of reach',
    ['sign-in.discovery', 'sign-in.keys'],
    /does not answer: ECONNREFUSED/,
    (world) => {
      delete world.web[discovery]
    },
  ),
  fault('an issuer that signs with curves', 'sign-in.keys', /has no RSA key/, (world) =>
    json(world, keys, { keys: [{ kty: 'EC' }] }),
  ),
]

const ofPortal: readonly Fault[] = [
  ...(
    [
      ['/', 'portal.start'],
      ['/join', 'portal.join'],
      ['/accounts/somebody/users', 'portal.deep'],
    ] as const
  ).flatMap(([path, id]) => [
    fault(`403 at ${path}`, id, /answers 403/, (world: World) => {
      answer(world, `${portal}${path}`).status = 403
    }),
    fault(`${path} as a download`, id, /answers 200 application\/octet-stream/, (world: World) => {
      answer(world, `${portal}${path}`).headers['content-type'] = 'application/octet-stream'
    }),
  ]),
  fault('pages for another issuer', 'portal.config', /sign people in at https:\/\/other\.example/, (world) =>
    json(world, `${portal}/config.json`, { issuer: 'https://other.example', clientId: 'portal-client' }),
  ),
  fault('no config.json', 'portal.config', /without issuer and clientId/, (world) => {
    answer(world, `${portal}/config.json`).body = '<html></html>'
  }),
  fault('no security policy', 'portal.csp', /there is none/, (world) => {
    answer(world, `${portal}/`).headers['content-security-policy'] = ''
  }),
  fault('scripts from anywhere', 'portal.csp', /scripts may come from 'unsafe-inline'/, (world) => {
    const { headers } = answer(world, `${portal}/`)
    headers['content-security-policy'] =
      `script-src 'self' 'unsafe-inline'; connect-src ${new URL(issuer).origin}; frame-ancestors 'none'`
  }),
  fault(
    'a policy in the way of sign-in',
    'portal.csp',
    /may not connect to https:\/\/cognito-idp/,
    (world) => {
      answer(world, `${portal}/`).headers['content-security-policy'] =
        "default-src 'self'; frame-ancestors 'none'"
    },
  ),
  fault(
    'pages that browsers keep',
    'portal.cache',
    /may keep https:\/\/users\.example\.com\/join/,
    (world) => {
      answer(world, `${portal}/join`).headers['cache-control'] = 'max-age=86400'
    },
  ),
  fault(
    'a portal out of reach',
    [
      ...['portal.start', 'portal.join', 'portal.deep', 'portal.config', 'portal.csp'],
      ...['api.portal.not-found', 'api.portal.signed-out', 'api.portal.operator'],
    ],
    /users\.example\.com\/ does not answer/,
    (world) => {
      for (const url of Object.keys(world.web)) if (url.startsWith(portal)) delete world.web[url]
    },
  ),
]

const ofApi: readonly Fault[] = [
  ...(
    [
      ['portal', portal],
      ['direct', api],
    ] as const
  ).flatMap(([id, base]) => [
    fault(
      `a page in place of a problem, ${id}`,
      `api.${id}.not-found`,
      /nothing-here answers 200/,
      (world: World) => {
        Object.assign(answer(world, `${base}/v1/nothing-here`), { status: 200, body: '<html></html>' })
      },
    ),
    fault(
      `an API that lets anybody in, ${id}`,
      `api.${id}.signed-out`,
      /answers 200 without a token/,
      (world: World) => {
        answer(world, `${base}/v1/me`).status = 200
      },
    ),
    fault(`an API that fails, ${id}`, `api.${id}.operator`, /answers 503 to an operator/, (world: World) => {
      answer(world, `${base}/v1/accounts?limit=1`).status = 503
    }),
  ]),
  fault(
    'an issuer that gives operators no token',
    ['api.portal.operator', 'api.direct.operator'],
    /sign-in\.example\.com gave no token: it answered 400/,
    (world) => {
      answer(world, tokenUrl).status = 400
    },
  ),
]

const ofTable: readonly Fault[] = [
  fault('a table that is archived', 'table.active', /the table is INACCESSIBLE/, ({ table }) => {
    if (table) table.TableStatus = 'INACCESSIBLE_ENCRYPTION_CREDENTIALS'
  }),
  fault(
    'no table',
    ['table.active', 'table.indexes', 'table.stream', 'table.protection'],
    /the table is gone/,
    (world) => {
      world.table = undefined
    },
  ),
  fault('an index that is being made', 'table.indexes', /not active: gsi2/, ({ table }) => {
    const [, second] = table?.GlobalSecondaryIndexes ?? []
    if (second) second.IndexStatus = 'CREATING'
  }),
  fault('a stream without old images', 'table.stream', /lacks images/, ({ table }) => {
    if (table) table.StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' }
  }),
  fault(
    'a table that forgets nothing',
    'table.ttl',
    /update-time-to-live --table-name Usher-table/,
    (world) => {
      world.timeToLive = 'DISABLED'
    },
  ),
  fault('a table without backups', 'table.backups', /recovery is off/, (world) => {
    world.backups = { PointInTimeRecoveryStatus: 'DISABLED' }
  }),
  fault('a table without protection', 'table.protection', /deletion protection is off/, ({ table }) => {
    if (table) table.DeletionProtectionEnabled = false
  }),
  fault('a key that is about to go', 'table.signing-key', /restore-secret --secret-id arn:/, (world) => {
    world.secret = { ...world.secret, DeletedDate: new Date('2026-11-20T12:00:00Z') }
  }),
  fault('no key', 'table.signing-key', /the secret is gone/, (world) => {
    world.secret = undefined
  }),
]

const ofEvents: readonly Fault[] = [
  fault('a mapping that is off', 'events.mappings', /OnChangeStream.* is Disabled/, ({ mappings }) => {
    const key = keyOf(mappings, 'OnChangeStream')
    mappings[key] = { ...mappings[key], State: 'Disabled' }
  }),
  fault('a mapping that is gone', 'events.mappings', /OnMailQueuedStream.* is not there/, ({ mappings }) => {
    delete mappings[keyOf(mappings, 'OnMailQueuedStream')]
  }),
  fault(
    'a function that fails at its records',
    'events.mappings',
    /PROBLEM: Function call failed/,
    ({ mappings }) => {
      const key = keyOf(mappings, 'OnChangeStream')
      mappings[key] = { ...mappings[key], LastProcessingResult: 'PROBLEM: Function call failed' }
    },
  ),
  fault('a rule that is off', 'events.rules', /SweeperSchedule.* is DISABLED/, ({ rules }) => {
    rules[keyOf(rules, 'SweeperSchedule')] = 'DISABLED'
  }),
  fault('a rule that is gone', 'events.rules', /EventsMailEvents.* is not there/, ({ rules }) => {
    delete rules[keyOf(rules, 'EventsMailEvents')]
  }),
  fault('dead letters', 'events.dead-letters', /LostChanges.*: 3/, ({ queues }) => {
    queues[keyOf(queues, 'LostChanges')] = { ApproximateNumberOfMessages: '3' }
  }),
  fault(
    'a dead-letter queue that is gone',
    'events.dead-letters',
    /LostChanges.*: not there/,
    ({ queues }) => {
      delete queues[keyOf(queues, 'LostChanges')]
    },
  ),
  fault('a reader that is behind', 'events.stream', /20 minutes behind/, (world) => {
    world.ages = [0, 20 * 60_000]
  }),
  fault('an alarm that is on', 'events.alarms', /AlarmsApiErrors.*: ALARM/, ({ alarms }) => {
    alarms[keyOf(alarms, 'ApiErrors')] = 'ALARM'
  }),
  fault('an alarm that is gone', 'events.alarms', /AlarmsBounceRate.*: not there/, ({ alarms }) => {
    delete alarms[keyOf(alarms, 'BounceRate')]
  }),
  fault(
    'a subscription that nobody confirmed',
    'events.alarm-mail',
    /not confirmed: ops@example\.com/,
    (world) => {
      world.subscriptions = [{ Endpoint: 'ops@example.com', SubscriptionArn: 'PendingConfirmation' }]
    },
  ),
  fault('alarms that nobody gets any more', 'events.alarm-mail', /nobody is subscribed/, (world) => {
    world.subscriptions = []
  }),
]

const earlier = arn('cloudformation', 'stack/Usher/earlier')

const ofTheRest: readonly Fault[] = [
  fault('a new AWS account', 'functions.concurrency', /at most 10 functions/, (world) => {
    world.lambda = { ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 10 }
  }),
  fault('concurrency reserved elsewhere', 'functions.concurrency', /at most 50 functions/, (world) => {
    world.lambda = { ConcurrentExecutions: 1_000, UnreservedConcurrentExecutions: 50 }
  }),
  fault('a pool of a stack that was deleted', 'leftovers.earlier', /userpool\/eu-west-1_old/, (world) => {
    world.otherStacks[earlier] = 'DELETE_COMPLETE'
    world.otherStacks[arn('cloudformation', 'stack/Staging/two')] = 'CREATE_COMPLETE'
    world.tagged.push(
      { arn: arn('cognito-idp', 'userpool/eu-west-1_old'), stackId: earlier },
      {
        arn: arn('cognito-idp', 'userpool/eu-west-1_staging'),
        stackId: arn('cloudformation', 'stack/Staging/two'),
      },
    )
  }),
  fault(
    'a table of a stack that AWS has forgotten',
    'leftovers.earlier',
    /table\/Usher-old/,
    ({ tagged }) => {
      tagged.push({ arn: arn('dynamodb', 'table/Usher-old'), stackId: earlier })
    },
  ),
  fault('a table that this stack has replaced', 'leftovers.earlier', /table\/Usher-first/, ({ tagged }) => {
    tagged.push({ arn: arn('dynamodb', 'table/Usher-first'), stackId })
  }),
]

export const faults: readonly Fault[] = [
  ...[...ofStack, ...ofMail, ...ofSignIn, ...ofPortal, ...ofApi],
  ...[...ofTable, ...ofEvents, ...ofTheRest],
]
