import { expect, inject, test } from 'vitest'
import { declinedIn, joinedIn } from '../../../functions/mail/join-notice.ts'
import { userKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { get, operator, patch, post, redeem, remove } from '../../support/api.ts'
import { eventually } from '../../support/eventually.ts'
import { deployHere } from '../../support/in-process.ts'
import {
  account,
  invite,
  invited,
  item,
  linkToken,
  mails,
  member,
  query,
  role,
  type Scene,
  somebody,
  tokenInMail,
  tokenOf,
} from '../../support/scene.ts'

const join = async (scene: Scene, name = 'Grace Hopper') => {
  const { token, email, userId } = await invited(scene, { name })
  expect((await redeem(token)).status).toBe(200)
  return { email, userId }
}
const joinByLink = async (scene: Scene) => {
  const email = somebody('linked')
  expect((await redeem(await linkToken(scene), { email })).status).toBe(202)
  expect((await redeem(await tokenInMail(email), { name: 'Linus Link' })).status).toBe(200)
  return email
}
/** As people read it, without the joiners that keep mail programs from making links. */
const readable = (mail: { readonly body: { readonly text: string } } | undefined): string =>
  mail?.body.text.replaceAll('\u2060', '') ?? ''

const noticesIn = ({ accountId }: Scene) => query(`NOTICE#${accountId}`)
const settled = (scene: Scene, count: number) =>
  eventually(async () => {
    const states = (await noticesIn(scene)).map(({ mail }) => (mail as { state: string }).state)
    expect(states).toHaveLength(count)
    expect(states).not.toContain('queued')
    return states
  })

test('whoever invited is told that their invitation was accepted, and nobody else is', async () => {
  const scene = await account()
  const other = await member(scene.accountId, { email: somebody('other'), roleIds: ['admin'] })
  const { email } = await join(scene)
  const [mail, ...more] = await mails(scene.admin)
  expect(mail?.subject).toBe('Grace Hopper joined Acme')
  expect(readable(mail)).toContain(`Grace Hopper (${email}) accepted your invitation`)
  expect(more).toEqual([])
  expect((await noticesIn(scene)).map(({ readerId }) => readerId)).not.toContain(
    userIdOf(scene.accountId, other),
  )
})

test('administrators are told that somebody joined through the invite link, each in their language', async () => {
  const scene = await account()
  await patch(scene.path, { language: 'de' }, scene.admin)
  const email = await joinByLink(scene)
  const [mail] = await mails(scene.admin)
  expect(mail?.subject).toBe('Linus Link ist Acme beigetreten')
  expect(readable(mail)).toContain(`Linus Link (${email}) hat den Einladungslink benutzt`)
})

test('each person switches theirs off, and sees what they have switched off', async () => {
  const scene = await account()
  const mine = `/me${scene.path}`
  const changed = await patch(mine, { notices: { inviteeJoined: false } }, scene.admin)
  expect(changed).toMatchObject({ status: 200, body: { notices: { inviteeJoined: false } } })
  await join(scene)
  expect(await settled(scene, 1)).toEqual(['skipped'])
  await patch(mine, { notices: { linkJoined: false } }, scene.admin)
  expect((await get(mine, scene.admin)).body.notices).toEqual({ inviteeJoined: false, linkJoined: false })
  await patch(mine, { notices: { inviteeJoined: true } }, scene.admin)
  await join(scene)
  expect((await mails(scene.admin)).map(({ subject }) => subject)).toEqual(['Grace Hopper joined Acme'])
  const colleague = await member(scene.accountId)
  expect(
    (await get(`${scene.path}/users/${userIdOf(scene.accountId, scene.admin)}`, colleague)).body,
  ).not.toHaveProperty('notices')
})

test('a change that the stream tells twice, and in any order, makes one notice', async () => {
  const scene = await account()
  const { userId } = await join(scene)
  await mails(scene.admin)
  const stored = await item(userKey(scene.accountId, userId))
  const user = joinedIn(undefined, stored)
  if (!user) throw new Error('They have not joined')
  deployHere(inject('system').tableName)
  const { keepJoinNotices } = await import('../../../functions/mail/stored-join-notices.ts')
  await Promise.all(Array.from({ length: 20 }, () => keepJoinNotices(user)))
  expect(await settled(scene, 1)).toEqual([expect.stringMatching(/sent|delivered/)])
  expect(await mails(scene.admin)).toHaveLength(1)
  expect(joinedIn(stored, { ...stored, name: 'Another' })).toBeUndefined()
  expect(joinedIn(stored, { ...stored, status: 'suspended' })).toBeUndefined()
})

const decline = (token: string) => post('/invitations/decline', { token })

test('whoever invited is told once that their invitation was declined, however many decline it at once', async () => {
  const scene = await account()
  await patch(scene.path, { language: 'de' }, scene.admin)
  await member(scene.accountId, { roleIds: ['admin'] })
  const { token, email, userId } = await invited(scene, { name: 'Grace Hopper' })
  const replies = await Promise.all(Array.from({ length: 20 }, () => decline(token)))
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([204]))
  const [mail] = await mails(scene.admin)
  expect(mail?.subject).toBe('Grace Hopper hat Ihre Einladung zu Acme abgelehnt')
  expect(readable(mail)).toContain(`Grace Hopper (${email}) hat Ihre Einladung`)
  const user = declinedIn(undefined, await item(userKey(scene.accountId, userId)))
  if (!user) throw new Error('They have not declined')
  deployHere(inject('system').tableName)
  const { keepDeclineNotice } = await import('../../../functions/mail/stored-join-notices.ts')
  await Promise.all(Array.from({ length: 20 }, () => keepDeclineNotice(user)))
  expect(await settled(scene, 1)).toEqual([expect.stringMatching(/sent|delivered/)])
  expect(declinedIn({ ...user }, { ...user, mail: 'another' })).toBeUndefined()
  expect((await noticesIn(scene)).map(({ readerId }) => readerId)).toEqual([
    userIdOf(scene.accountId, scene.admin),
  ])
})

test('nobody is told of a declined invitation who has switched that off, is gone or may no longer see users', async () => {
  const scene = await account()
  await role(scene.accountId, 'host', ['users:read', 'users:invite'])
  await role(scene.accountId, 'blind', ['users:invite'])
  const host = () => member(scene.accountId, { roleIds: ['host', 'member'] })
  const [quiet, gone, blind] = [await host(), await host(), await host()]
  const tokens = []
  for (const as of [quiet, gone, blind]) {
    const { body } = await invite(scene, { sendEmail: false }, as)
    tokens.push(tokenOf(body.invitationUrl))
  }
  const idOf = (email: string) => `${scene.path}/users/${userIdOf(scene.accountId, email)}`
  await patch(`/me${scene.path}`, { notices: { inviteeDeclined: false } }, quiet)
  expect(await remove(idOf(gone), scene.admin)).toMatchObject({ status: 204 })
  expect(await patch(idOf(blind), { roleIds: ['blind'] }, scene.admin)).toMatchObject({ status: 200 })
  for (const token of tokens) expect(await decline(token)).toMatchObject({ status: 204 })
  expect(await settled(scene, 3)).toEqual(['skipped', 'skipped', 'skipped'])
  // Nobody in the account hears of what an operator's invitation came to.
  const byOperator = await invite(scene, { sendEmail: false }, operator)
  expect(await decline(tokenOf(byOperator.body.invitationUrl))).toMatchObject({ status: 204 })
  const mine = await invite(scene, { sendEmail: false })
  expect(await decline(tokenOf(mine.body.invitationUrl))).toMatchObject({ status: 204 })
  expect(await mails(scene.admin)).toHaveLength(1)
  expect(await settled(scene, 4)).toHaveLength(4)
})

test('word of many is braked: five an hour to one mailbox, and the rest is not sent late', async () => {
  const scene = await account()
  for (let count = 0; count < 7; count++) await join(scene)
  const states = await settled(scene, 7)
  expect(states.filter((state) => state === 'skipped')).toHaveLength(2)
  expect(await mails(scene.admin, 5)).toHaveLength(5)
})
