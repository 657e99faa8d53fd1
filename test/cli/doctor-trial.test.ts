import { expect, inject, test } from 'vitest'
import { operatorToken } from '../../cli/doctor/api.ts'
import { awsClients } from '../../cli/doctor/aws.ts'
import type { Read } from '../../cli/doctor/check.ts'
import { examine } from '../../cli/doctor/examine.ts'
import { site } from '../../cli/doctor/stack.ts'
import { trialChecks } from '../../cli/doctor/trial.ts'
import { userKey } from '../../functions/table/keys.ts'
import { operatorClient } from '../../local/sign-in/clients.ts'
import { clientCredentials } from '../../shared/client/client-credentials.ts'
import { get } from '../support/api.ts'
import { eventually } from '../support/eventually.ts'
import { saying } from '../support/mail-events.ts'
import { account, item, type Scene } from '../support/scene.ts'
import { usher } from '../support/usher-command.ts'

const { portalUrl, issuerUrl: issuer } = inject('system')
const token = clientCredentials(operatorClient(issuer))

type Invited = { readonly userId: string; readonly email: string; readonly mail: { readonly state: string } }
const simulated = async ({ path, admin }: Scene): Promise<Invited[]> =>
  (await get(`${path}/users?search=simulator`, admin)).body.items.filter(({ email }: Invited) =>
    email.endsWith('@simulator.amazonses.com'),
  )

const bounce = {
  bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'bounce@example.com' }] },
}

/** The trial's findings; `heard` runs in place of each wait. */
const trial = async ({ accountId }: Scene, heard: () => Promise<unknown>) => {
  const look = {
    aws: awsClients(),
    web: fetch,
    now: new Date(),
    wait: heard,
    stopped: new AbortController().signal,
  }
  const known = new Map<Read, unknown>([
    [site, { portalUrl, apiUrl: portalUrl, issuer }],
    [operatorToken, { token: await token() }],
  ])
  const found = await examine(trialChecks(accountId), look, known)
  return found.map(({ finding }) => finding)
}

/** Waits until both emails are sent. */
const out = (scene: Scene) =>
  eventually(async () => {
    const users = await simulated(scene)
    expect(users).toHaveLength(2)
    for (const { mail } of users) expect(mail.state).not.toBe('queued')
    return users
  })

test('invites trial addresses, watches until SES has reported on both emails, and removes them', async () => {
  const scene = await account()
  const { accountId } = scene
  const found = await trial(scene, async () => {
    for (const { userId, email, mail } of await out(scene)) {
      if (mail.state !== 'sent') continue
      const { nonce } = (await item(userKey(accountId, userId))) ?? {}
      const tags = { accountId, userId, kind: 'user', nonce: String(nonce) }
      await (email.startsWith('bounce') ? saying('Bounce', tags, bounce) : saying('Delivery', tags))
    }
  })
  expect(found).toMatchObject([{ state: 'ok' }, { state: 'ok' }])
  expect(await simulated(scene)).toEqual([])
})

test('notices when SES reports nothing, and leaves no users behind', async () => {
  const scene = await account()
  const found = await trial(scene, () => out(scene))
  for (const finding of found)
    expect(finding).toMatchObject({ state: 'wrong', is: expect.stringContaining('is sent, not') })
  expect(await simulated(scene)).toEqual([])
})

test("an account that doesn't allow such addresses says so", async () => {
  const scene = await account()
  await usher(['accounts', 'set', scene.accountId, '--domains', 'acme.test'])
  const [first] = await trial(scene, async () => {})
  expect(first).toMatchObject({ state: 'unseen', is: expect.stringContaining('address_not_allowed') })
  expect(await simulated(scene)).toEqual([])
})
