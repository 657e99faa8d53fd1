/**
 * better-auth's organization plugin on its memory adapter, the alternative that a team would use, doing the same three
 * jobs. What a job adds is removed again, because the adapter scans whole tables, which a database wouldn't.
 */
import { betterAuth } from 'better-auth'
import { memoryAdapter } from 'better-auth/adapters/memory'
import { organization } from 'better-auth/plugins'
import { processorTime } from './processor-time.ts'

const baseURL = 'http://localhost:3000'

/**
 * An organization with this many members and its owner; each job returns the milliseconds of processor time that its
 * request took.
 */
export const betterAuthHere = async (memberCount: number) => {
  const tables = {
    ...{ user: [], session: [], account: [], verification: [], organization: [] },
    member: [] as object[],
    invitation: [] as object[],
  }
  const auth = betterAuth({
    baseURL,
    secret: 'a secret of this benchmark, of 32 characters or more',
    database: memoryAdapter(tables),
    emailAndPassword: {
      enabled: true,
      // Signing up isn't measured.
      password: { hash: async (text) => text, verify: async ({ hash, password }) => hash === password },
    },
    plugins: [
      organization({
        membershipLimit: 100_000,
        invitationLimit: 100_000,
        sendInvitationEmail: async () => {},
      }),
    ],
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })

  const request = (method: string, path: string, cookie: string, body?: object) =>
    new Request(`${baseURL}/api/auth${path}`, {
      method,
      headers: { 'content-type': 'application/json', origin: baseURL, cookie },
      ...(body && { body: JSON.stringify(body) }),
    })
  /** The answer's text, which isn't parsed where time counts. */
  const textOf = async (asked: Request) => {
    const response = await auth.handler(asked)
    const text = await response.text()
    if (!response.ok) throw new Error(`better-auth answered ${response.status} ${text}`)
    return { text, response }
  }
  const answered = async (asked: Request) => {
    const { text, response } = await textOf(asked)
    const body: ReturnType<typeof JSON.parse> = JSON.parse(text)
    return {
      body,
      cookie: response.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; '),
    }
  }
  const signUp = async (email: string) => {
    const person = { email, name: 'Some Body', password: 'a password' }
    return (await answered(request('POST', '/sign-up/email', '', person))).cookie
  }
  const owner = await signUp('owner@example.com')
  const { body: made } = await answered(
    request('POST', '/organization/create', owner, { name: 'Acme', slug: 'acme' }),
  )
  const inviting = (email: string) =>
    request('POST', '/organization/invite-member', owner, { email, role: 'member', organizationId: made.id })
  const invitedNow = async (email: string): Promise<string> => (await answered(inviting(email))).body.id
  const acceptance = (cookie: string, invitationId: string) =>
    request('POST', '/organization/accept-invitation', cookie, { invitationId })

  for (let index = 0; index < memberCount; index++) {
    const email = `member${index}@example.com`
    await answered(acceptance(await signUp(email), await invitedNow(email)))
  }
  const joining = 'joining@example.com'
  const joiner = await signUp(joining)
  const listing = request(
    'GET',
    `/organization/list-members?organizationId=${made.id}&limit=${memberCount}`,
    owner,
  )
  let invited = 0
  const timed = (asked: Request) => processorTime(() => textOf(asked))
  return {
    async invite() {
      const took = await timed(inviting(`invited${invited++}@example.com`))
      tables.invitation.pop()
      return took
    },
    list: () => timed(listing.clone()),
    async accept() {
      const asked = acceptance(joiner, await invitedNow(joining))
      const took = await timed(asked)
      tables.member.pop()
      tables.invitation.pop()
      return took
    },
  }
}
