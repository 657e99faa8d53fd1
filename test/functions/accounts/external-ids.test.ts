import { expect, test } from 'vitest'
import { externalAccountKey, externalUserKey } from '../../../functions/table/keys.ts'
import { get, operator, patch, post, race, remove } from '../../support/api.ts'
import { account, invite, invited, item, type Scene, somebody } from '../../support/scene.ts'

const unique = () => `crm:${crypto.randomUUID()}`
const taken = { status: 409, body: { code: 'external_id_taken' } }

const found = async ({ path }: Scene, externalId: string, as = operator) =>
  (await get(`${path}/users?externalId=${encodeURIComponent(externalId)}`, as)).body.items.map(
    ({ userId }: { userId: string }) => userId,
  )
const foundAccounts = async (externalId: string) =>
  (await get(`/accounts?externalId=${encodeURIComponent(externalId)}`, operator)).body.items.map(
    ({ accountId }: { accountId: string }) => accountId,
  )
const newAccount = (externalId: string) => ({
  name: 'Globex',
  externalId,
  admin: { email: somebody('boss'), name: 'Hank Scorpio' },
})

test('a user is found by the external id that they were invited with, in their account alone, until they are removed', async () => {
  const [scene, other] = [await account(), await account()]
  const externalId = unique()
  const { userId } = await invited(scene, { externalId })
  const { userId: theirs } = await invited(other, { externalId })
  expect(await found(scene, externalId, scene.admin)).toEqual([userId])
  expect(await found(other, externalId)).toEqual([theirs])
  expect(await found(scene, unique())).toEqual([])
  expect(await invite(scene, { externalId })).toMatchObject(taken)
  expect((await remove(`${scene.path}/users/${userId}`, scene.admin)).status).toBe(204)
  expect(await found(scene, externalId)).toEqual([])
  expect((await invite(scene, { externalId })).status).toBe(201)
})

test('an external id is changed, freed and given to another; what is refused changes nothing', async () => {
  const scene = await account()
  const [first, second] = [unique(), unique()]
  const [ann, bob] = [await invited(scene, { externalId: first }), await invited(scene)]
  const path = ({ userId }: { userId: string }) => `${scene.path}/users/${userId}`
  expect(await patch(path(bob), { externalId: first, name: 'Bob' }, scene.admin)).toMatchObject(taken)
  expect((await get(path(bob), scene.admin)).body.name).toBe('Grace Hopper')
  expect((await patch(path(ann), { externalId: second }, scene.admin)).body.externalId).toBe(second)
  expect((await patch(path(bob), { externalId: first }, scene.admin)).status).toBe(200)
  expect(await found(scene, first)).toEqual([bob.userId])
  expect((await patch(path(bob), { externalId: null }, scene.admin)).body).not.toHaveProperty('externalId')
  expect(await item(externalUserKey(scene.accountId, first))).toBeUndefined()
  const corrected = await post(`${path(ann)}/correct-address`, { email: somebody() }, scene.admin)
  expect(corrected.body).toMatchObject({ externalId: second })
  expect(await found(scene, second)).toEqual([corrected.body.userId])
  for (const bad of ['', 'two words', 'ü', 'x'.repeat(129)])
    expect(await patch(path(bob), { externalId: bad }, scene.admin)).toMatchObject({ status: 422 })
})

test('20 invitations with one external id at once make one user, and 20 changes give it to one', async () => {
  const scene = await account()
  const externalId = unique()
  const invitations = await race(
    () => get(scene.path, scene.admin),
    () => invite(scene, { externalId, sendEmail: false }),
  )
  expect(invitations.map(({ status }) => status).toSorted()).toEqual([201, ...Array(19).fill(409)])
  const people = await Promise.all(Array.from({ length: 20 }, () => invited(scene)))
  const another = unique()
  const changes = await Promise.all(
    people.map(({ userId }) => patch(`${scene.path}/users/${userId}`, { externalId: another }, scene.admin)),
  )
  expect(changes.map(({ status }) => status).toSorted()).toEqual([200, ...Array(19).fill(409)])
  const winner = changes.find(({ status }) => status === 200)
  expect(await found(scene, another)).toEqual([winner?.body.userId])
})

test('an account has an external id among all accounts, which operators give and find it by', async () => {
  const externalId = unique()
  const made = await post('/accounts', newAccount(externalId), operator)
  expect(made).toMatchObject({ status: 201, body: { externalId } })
  const { accountId } = made.body
  expect(await foundAccounts(externalId)).toEqual([accountId])
  expect(await post('/accounts', newAccount(externalId), operator)).toMatchObject(taken)
  const scene = await account()
  expect(await patch(scene.path, { externalId, name: 'Changed' }, operator)).toMatchObject(taken)
  expect((await get(scene.path, operator)).body.name).toBe('Acme')
  expect(await patch(scene.path, { externalId: unique() }, scene.admin)).toMatchObject({
    status: 403,
    body: { code: 'operator_only' },
  })
  const next = unique()
  expect((await patch(`/accounts/${accountId}`, { externalId: next }, operator)).status).toBe(200)
  expect((await patch(scene.path, { externalId }, operator)).status).toBe(200)
  expect(await foundAccounts(externalId)).toEqual([scene.accountId])
  expect((await patch(scene.path, { externalId: null }, operator)).body).not.toHaveProperty('externalId')
  expect(await item(externalAccountKey(externalId))).toBeUndefined()
})

test('20 accounts made with one external id at once are one', async () => {
  const externalId = unique()
  const answers = await race(
    () => get('/accounts?limit=1', operator),
    () => post('/accounts', newAccount(externalId), operator),
  )
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array(19).fill(409)])
  expect(await foundAccounts(externalId)).toHaveLength(1)
})

test('attributes that the deployment has not declared are refused by name', async () => {
  const scene = await account()
  const unknown = { status: 422, body: { errors: [{ path: 'attributes.plan', code: 'unknown_attribute' }] } }
  expect(await invite(scene, { attributes: { plan: 'gold' } })).toMatchObject(unknown)
  expect(await patch(scene.path, { attributes: { plan: 'gold' } }, operator)).toMatchObject(unknown)
})
