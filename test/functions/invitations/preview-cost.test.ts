import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { beforeAll, expect, test, vi } from 'vitest'
import { answerOf } from '../../support/handlers.ts'
import { deployHere } from '../../support/in-process.ts'
import { account, role, type Scene, somebody, tableName, tokenOf } from '../../support/scene.ts'

let scene: Scene
beforeAll(async () => {
  deployHere(tableName)
  scene = await account()
  // The largest role that the contract allows: 100 permissions of 81 characters.
  const permissions = Array.from(
    { length: 100 },
    (_, index) => `${'a'.repeat(37)}${String(index).padStart(3, '0')}:${'b'.repeat(40)}`,
  )
  for (let index = 0; index < 50; index++) await role(scene.accountId, `large-${index}`, permissions)
})

/** The items that a run of the function has read, by command. */
const commandsOf = async (name: string, route: string, body: object) => {
  const send = vi.spyOn(DynamoDBDocumentClient.prototype, 'send')
  const { status } = await answerOf(name, {
    route: `POST /v1/invitations/${route}`,
    path: `/invitations/${route}`,
    body,
  })
  const commands = send.mock.calls.map(([command]) => command.constructor.name)
  send.mockRestore()
  return { status, commands }
}

test('whatever the account holds, a preview reads the account, its link, two users and the roles that it names', async () => {
  const body = { email: somebody(), name: 'Grace', roleIds: ['large-1', 'member'], sendEmail: false }
  const invited = await answerOf('invite-user', {
    route: 'POST /v1/accounts/{accountId}/users',
    path: `${scene.path}/users`,
    body,
    as: scene.admin,
  })
  const personal = await commandsOf('preview-invitation', 'preview', {
    token: tokenOf(invited.body.invitationUrl),
  })
  expect(personal.status).toBe(200)
  // The update notes that the invitation was opened for the first time.
  expect(personal.commands.toSorted()).toEqual([...Array(5).fill('GetCommand'), 'UpdateCommand'])
  const link = await answerOf('get-invite-link', {
    route: 'GET /v1/accounts/{accountId}/invite-link',
    path: `${scene.path}/invite-link`,
    as: scene.admin,
  })
  const token = tokenOf(link.body.url)
  for (const [name, route] of [
    ['preview-invitation', 'preview'],
    ['redeem-invitation', 'redeem'],
  ] as const) {
    const body = route === 'preview' ? { token } : { token, email: somebody() }
    const { commands } = await commandsOf(name, route, body)
    expect(
      commands.filter((one) => /Query|Scan/.test(one)),
      route,
    ).toEqual([])
    expect(
      commands.filter((one) => one.startsWith('Get')),
      route,
    ).toHaveLength(2)
  }
})
