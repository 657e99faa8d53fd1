/**
 * Invites a person with the typed client, and lists the account's users. With `npm start` running:
 *
 *     TOKEN=$(npm run -s token) node_modules/.bin/node examples/invite.ts ann@example.com "Ann Example"
 */
import { usherClient } from '../shared/client/client.ts'
import { everyUser } from '../shared/client/every-item.ts'

const [email = 'ann@example.com', name = 'Ann Example'] = process.argv.slice(2)
const baseUrl = process.env.USHER ?? 'http://localhost:3000'
const usher = usherClient({
  baseUrl,
  token: () => process.env.TOKEN,
})

const me = await usher.getMe({})
const accountId = me.ok ? me.value.accounts[0]?.accountId : undefined
if (accountId === undefined)
  throw new Error(me.ok ? 'You are in no account' : `${baseUrl}: ${me.problem.detail}`)

const invited = await usher.inviteUser({ accountId, body: { email, name, roleIds: ['member'] } })
if (invited.ok) console.log(`Invited ${invited.value.email}, until ${invited.value.expiresAt}`)
else if (invited.problem.code === 'user_exists')
  console.log(`${email} is there already: ${invited.problem.userId}`)
else throw new Error(invited.problem.detail)

for await (const user of everyUser(usher, { accountId }))
  console.log(`${user.status.padEnd(9)} ${user.email}`)
