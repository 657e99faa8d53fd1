import { expect, inject, test } from 'vitest'
import { reminderKey, userKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { mailsTo } from '../../../local/services/mailbox.ts'
import { patch, post, race, redeem, remove } from '../../support/api.ts'
import { eventually } from '../../support/eventually.ts'
import {
  account,
  changesOf,
  invited,
  item,
  linkToken,
  mails,
  member,
  rotateLink,
  set,
  somebody,
} from '../../support/scene.ts'

const ask = (token: string, email?: string) => post('/invitations/ask', { token, email })
const asked = { status: 202, body: { status: 'asked' } }

test('anyone whose invitation has expired can ask for a new one; 20 requests at once send the inviter one email', async () => {
  const scene = await account()
  const { token, userId, email } = await invited(scene, { name: 'Late Lee' })
  await set(userKey(scene.accountId, userId), 'expiresAt', new Date(0).toISOString())
  const replies = await race(
    () => ask('nonsense'),
    () => ask(token),
  )
  for (const reply of replies) expect(reply).toMatchObject(asked)
  const [mail] = await mails(scene.admin)
  expect(mail?.subject).toBe('Late Lee asks for a new invitation to Acme')
  expect(mail?.body.text).toContain(email.replaceAll('.', '. ').slice(0, 5))
  const changes = await changesOf(reminderKey(scene.accountId, userId))
  expect(changes.filter(({ eventName }) => eventName === 'INSERT')).toHaveLength(1)
  const stored = await item(reminderKey(scene.accountId, userId))
  expect(JSON.stringify(stored)).not.toMatch(/Late|@/)
  // A day later they may ask again.
  await set(
    reminderKey(scene.accountId, userId),
    'requestedAt',
    new Date(Date.now() - 86_400_000).toISOString(),
  )
  expect(await ask(token)).toMatchObject(asked)
  expect(await mails(scene.admin, 2)).toHaveLength(2)
})

test('if the inviter is gone, an administrator gets the request', async () => {
  const scene = await account()
  const inviter = await member(scene.accountId, { roleIds: ['admin'] })
  const { token } = await invited({ ...scene, admin: inviter })
  await set(userKey(scene.accountId, userIdOf(scene.accountId, inviter)), 'status', 'suspended')
  expect(await ask(token)).toMatchObject(asked)
  expect(await mails(scene.admin)).toHaveLength(1)
  expect(await mailsTo(inject('system').mailUrl, inviter)).toEqual([])
})

test('after a revocation they have to give their address, which must be the invited one', async () => {
  const scene = await account()
  const { token, userId, email } = await invited(scene)
  await remove(`${scene.path}/users/${userId}`, scene.admin)
  for (const other of [undefined, somebody('stranger')]) expect(await ask(token, other)).toMatchObject(asked)
  expect(await item(reminderKey(scene.accountId, userId))).toBeUndefined()
  expect(await ask(token, email)).toMatchObject(asked)
  expect((await mails(scene.admin))[0]?.subject).toBe(
    `${email.replaceAll(/\.(?=\w)/g, '.\u2060')} asks for a new invitation to Acme`,
  )
})

test('the answer reveals nothing: not whether they are active, suspended, or have asked before', async () => {
  const scene = await account()
  const { token, userId } = await invited(scene)
  expect((await redeem(token)).status).toBe(200)
  expect(await ask(token)).toMatchObject(asked)
  await patch(`${scene.path}/users/${userId}`, { status: 'suspended' }, scene.admin)
  expect(await ask(token)).toMatchObject(asked)
  expect(await item(reminderKey(scene.accountId, userId))).toBeUndefined()
  expect(await ask('nonsense')).toMatchObject({ status: 404, body: { code: 'unknown_token' } })
})

test('people with an invalid invite link cause one email a day to an administrator, which contains nothing they typed', async () => {
  const scene = await account()
  const token = await linkToken(scene)
  await rotateLink(scene.accountId)
  const email = somebody('stranger')
  for (const _ of Array(3)) expect(await ask(token, email)).toMatchObject(asked)
  const [mail] = await mails(scene.admin)
  expect(mail?.subject).toBe('Someone couldn’t join Acme with the invite link')
  expect(JSON.stringify(mail)).not.toContain('stranger')
  await eventually(async () =>
    expect(await item(reminderKey(scene.accountId))).toMatchObject({ mail: { state: 'sent' } }),
  )
  expect(await mailsTo(inject('system').mailUrl, scene.admin)).toHaveLength(1)
})
