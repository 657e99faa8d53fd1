/**
 * Random sequences of operations by several people, checked against a model of the rules that's small enough to read.
 * One after the other, the answers and the users match the model; all at once, the invariants hold.
 */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { accountKey, linkKey, userKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { operator, patch, post, put, type Reply, redeem, remove } from '../../support/api.ts'
import { account, invite, item, linkToken, role, type Scene, somebody, tokenOf } from '../../support/scene.ts'

const permissionsOf: Readonly<Record<string, readonly string[]>> = {
  admin: ['users:read', 'users:invite', 'users:write', 'roles:read', 'reports:read'],
  member: ['users:read', 'roles:read'],
  keeper: ['users:read', 'users:invite', 'users:write', 'roles:read'],
  reader: ['reports:read'],
}

type Person = {
  status: 'invited' | 'active' | 'suspended'
  roleIds: readonly string[]
  invitedBy?: number
  invitedAt: number
  changedAt: number
  /** Whether they have a token of their newest invitation. */
  token: boolean
  seat: boolean
}

/** What an account and its link have set, in any combination. */
type Settings = {
  readonly seatLimit: number | undefined
  readonly invitationsTakeSeats: boolean
  readonly removedMayRejoin: boolean
  readonly maxUses: number | undefined
  readonly allowedDomains: readonly string[] | undefined
}

/** The rules for people, identified by their index; the first is the administrator of a new account. */
class Model {
  readonly people = new Map<number, Person>([
    [0, { status: 'active', roleIds: ['admin'], invitedAt: 0, changedAt: 0, token: false, seat: true }],
  ])
  readonly settings: Settings
  #time = 0
  uses = 0
  readonly removed = new Set<number>()

  constructor(settings: Settings) {
    this.settings = settings
  }

  seatsTaken(): number {
    return [...this.people.values()].filter(({ seat }) => seat).length
  }

  /** Whether there's no seat for somebody, who may have one already. */
  full(seat = false): boolean {
    return this.seatsTaken() + Number(!seat) > (this.settings.seatLimit ?? Number.POSITIVE_INFINITY)
  }

  /** The refusal of somebody's own invitation; if there's none, makes them active. */
  redeems(person: Person): number {
    const answers = person.invitedBy ?? -1
    const may = this.has(answers, 'users:invite') || this.has(answers, 'users:write')
    const same = (this.people.get(answers)?.invitedAt ?? 0) <= person.changedAt
    if (!may || !same || !this.gives(answers, person.roleIds)) return 410
    if (this.full(person.seat)) return 409
    person.status = 'active'
    person.seat = true
    return 200
  }

  now(): number {
    return ++this.#time
  }

  active(who: number | undefined): Person | undefined {
    const person = who === undefined ? undefined : this.people.get(who)
    return person?.status === 'active' ? person : undefined
  }

  has(who: number, permission: string): boolean {
    return (this.active(who)?.roleIds ?? []).some((roleId) => permissionsOf[roleId]?.includes(permission))
  }

  gives(who: number | undefined, roleIds: readonly string[]): boolean {
    const giver = this.active(who)
    if (who === undefined || !giver) return false
    return roleIds.every((roleId) =>
      roleId === 'admin'
        ? giver.roleIds.includes('admin')
        : (permissionsOf[roleId] ?? []).every((permission) => this.has(who, permission)),
    )
  }

  administrators(): number[] {
    return [...this.people.keys()].filter((who) => this.active(who)?.roleIds.includes('admin'))
  }

  /** 404 for somebody who isn't in the account, 403 for somebody who lacks the permission. */
  refusal(actor: number, permission: string): number | undefined {
    if (!this.active(actor)) return 404
    return this.has(actor, permission) ? undefined : 403
  }

  /** Like `refusal`, also for a target that doesn't exist or has more permissions. */
  refusalOf(actor: number, target: number): number | undefined {
    const person = this.people.get(target)
    const refused = this.refusal(actor, 'users:write')
    if (refused !== undefined) return refused
    if (!person) return 404
    return this.gives(actor, person.roleIds) ? undefined : 403
  }

  leavesNoAdministrator(target: number): boolean {
    return String(this.administrators()) === String(target)
  }
}

type World = {
  readonly scene: Scene
  readonly emails: readonly string[]
  readonly tokens: Map<number, string>
  readonly link: string
}

/** An operation: what the model expects and changes, and the request. */
type Step = {
  readonly expected: (model: Model) => number
  readonly request: (world: World) => Promise<Reply>
}

const pathOf = ({ scene, emails }: World, target: number): string =>
  `${scene.path}/users/${userIdOf(scene.accountId, emails[target] ?? '')}`

const inviting = (actor: number, target: number, roleIds: readonly string[]): Step => ({
  expected: (model) => {
    const refused = model.refusal(actor, 'users:invite')
    if (refused !== undefined) return refused
    if (!model.gives(actor, roleIds)) return 403
    if (model.people.has(target) || model.full()) return 409
    const at = model.now()
    const seat = model.settings.invitationsTakeSeats
    const times = { invitedAt: at, changedAt: at }
    model.people.set(target, { status: 'invited', roleIds, invitedBy: actor, ...times, token: true, seat })
    return 201
  },
  request: async ({ scene, emails, tokens }) => {
    const body = { email: emails[target], roleIds, sendEmail: false }
    const reply = await invite(scene, body, emails[actor] ?? '')
    if (reply.status === 201) tokens.set(target, tokenOf(reply.body.invitationUrl))
    return reply
  },
})

/**
 * With the newest token of the address. If its user has been removed since, it's as useless as one that never existed.
 */
const redeeming = (target: number): Step => ({
  expected: (model) => {
    const person = model.people.get(target)
    if (!person || person.status === 'suspended' || !person.token) return 410
    return person.status === 'active' ? 200 : model.redeems(person)
  },
  request: ({ tokens }) => redeem(tokens.get(target) ?? 'none'),
})

/** Through the invite link, signed in; people with an invitation of their own take that. */
const joining = (target: number): Step => ({
  expected: (model) => {
    const person = model.people.get(target)
    if (person?.status === 'suspended') return 410
    if (person?.status === 'active') return 200
    if (model.uses >= (model.settings.maxUses ?? Number.POSITIVE_INFINITY)) return 410
    if (model.full(person?.seat)) return 409
    if (person) return model.redeems(person)
    if (model.removed.has(target) && !model.settings.removedMayRejoin) return 403
    const at = model.now()
    model.people.set(target, {
      status: 'active',
      roleIds: ['member'],
      invitedAt: at,
      changedAt: at,
      token: false,
      seat: true,
    })
    model.uses += 1
    return 200
  },
  request: ({ link, emails }) => post('/me/redeem', { token: link, name: 'Joiner' }, emails[target]),
})

const resending = (actor: number, target: number): Step => ({
  expected: (model) => {
    const refused = model.refusal(actor, 'users:invite')
    const person = model.people.get(target)
    if (refused !== undefined || !person) return refused ?? 404
    if (!model.gives(actor, person.roleIds)) return 403
    if (person.status !== 'invited' || model.full(person.seat)) return 409
    const at = model.now()
    const seat = model.settings.invitationsTakeSeats
    Object.assign(person, { invitedBy: actor, invitedAt: at, changedAt: at, token: false, seat })
    return 202
  },
  request: (world) => post(`${pathOf(world, target)}/resend`, {}, world.emails[actor]),
})

const choosing = (actor: number, target: number, roleIds: readonly string[]): Step => ({
  expected: (model) => {
    const refused = model.refusalOf(actor, target)
    const person = model.people.get(target)
    if (refused !== undefined || !person) return refused ?? 404
    if (!model.gives(actor, roleIds)) return 403
    if (!roleIds.includes('admin') && model.leavesNoAdministrator(target)) return 409
    if (String(person.roleIds) === String(roleIds)) return 200
    person.roleIds = roleIds
    person.changedAt = model.now()
    if (person.status === 'invited') person.invitedBy = actor
    return 200
  },
  request: (world) => patch(pathOf(world, target), { roleIds }, world.emails[actor] ?? ''),
})

const setting = (actor: number, target: number, status: 'active' | 'suspended'): Step => ({
  expected: (model) => {
    const refused = model.refusalOf(actor, target)
    const person = model.people.get(target)
    if (refused !== undefined || !person) return refused ?? 404
    if (person.status === 'invited') return 409
    if (status === 'suspended' && model.leavesNoAdministrator(target)) return 409
    if (status === 'active' && person.status === 'suspended' && model.full()) return 409
    person.status = status
    person.seat = status === 'active'
    return 200
  },
  request: (world) => patch(pathOf(world, target), { status }, world.emails[actor] ?? ''),
})

const removing = (actor: number, target: number): Step => ({
  expected: (model) => {
    const refused = model.refusalOf(actor, target)
    if (refused !== undefined) return refused
    if (model.leavesNoAdministrator(target)) return 409
    model.people.delete(target)
    model.removed.add(target)
    return 204
  },
  request: (world) => remove(pathOf(world, target), world.emails[actor] ?? ''),
})

const people = 5
/** The administrator acts more often than the others, who may do less. */
const actor = fc.oneof(fc.constant(0), fc.nat(people - 1))
const target = fc.nat(people - 1)
const roles = fc.subarray(Object.keys(permissionsOf), { minLength: 1 })
const step: fc.Arbitrary<readonly [string, Step]> = fc.oneof(
  fc
    .tuple(actor, target, roles)
    .map(([a, t, r]) => [`${a} invites ${t} as ${r}`, inviting(a, t, r)] as const),
  target.map((t) => [`${t} redeems`, redeeming(t)] as const),
  target.map((t) => [`${t} joins through the link`, joining(t)] as const),
  fc.tuple(actor, target).map(([a, t]) => [`${a} invites ${t} again`, resending(a, t)] as const),
  fc.tuple(actor, target, roles).map(([a, t, r]) => [`${a} makes ${t} ${r}`, choosing(a, t, r)] as const),
  fc.tuple(actor, target).map(([a, t]) => [`${a} suspends ${t}`, setting(a, t, 'suspended')] as const),
  fc.tuple(actor, target).map(([a, t]) => [`${a} lets ${t} in`, setting(a, t, 'active')] as const),
  fc.tuple(actor, target).map(([a, t]) => [`${a} removes ${t}`, removing(a, t)] as const),
)
/** `npm run fuzz` asks for more. */
const numRuns = Number(process.env.SEQUENCES ?? 8)

/** Counterexamples show these steps in words. */
const steps = (length: number) =>
  fc.array(
    step.map(([words, one]) => ({ ...one, [fc.toStringMethod]: () => words })),
    {
      minLength: length / 2,
      maxLength: length,
    },
  )

const settings: fc.Arbitrary<Settings> = fc.record({
  seatLimit: fc.option(fc.integer({ min: 1, max: people }), { nil: undefined }),
  invitationsTakeSeats: fc.boolean(),
  removedMayRejoin: fc.boolean(),
  maxUses: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  allowedDomains: fc.option(fc.constant(['example.com']), { nil: undefined }),
})

const newWorld = async ({ maxUses, ...accountSettings }: Settings): Promise<World> => {
  const scene = await account()
  expect((await patch(scene.path, accountSettings, operator)).status).toBe(200)
  expect((await put(`${scene.path}/invite-link`, { maxUses }, scene.admin)).status).toBe(200)
  await role(scene.accountId, 'keeper', permissionsOf.keeper ?? [])
  await role(scene.accountId, 'reader', permissionsOf.reader ?? [])
  const others = Array.from({ length: people - 1 }, () => somebody())
  return { scene, emails: [scene.admin, ...others], tokens: new Map(), link: await linkToken(scene) }
}

const storedUsers = async ({ scene, emails }: World) => {
  const items = await Promise.all(
    emails.map((email) => item(userKey(scene.accountId, userIdOf(scene.accountId, email)))),
  )
  return items.map((user) => (user?.status === 'removed' ? undefined : user))
}

const storedAccount = ({ scene }: World) => item(accountKey(scene.accountId))

test.concurrent('any sequence of operations answers and ends as the rules say', async () => {
  await fc.assert(
    fc.asyncProperty(settings, steps(60), async (set, sequence) => {
      const [world, model] = [await newWorld(set), new Model(set)]
      for (const { expected, request } of sequence) {
        const status = expected(model)
        const reply = await request(world)
        // A token that was never given is a 404; one that's no longer valid is a 410.
        expect(reply.status === 404 && status === 410 ? 410 : reply.status, JSON.stringify(reply.body)).toBe(
          status,
        )
      }
      const users = await storedUsers(world)
      const seen = users.map((user) => user && [user.status, user.roleIds])
      expect(seen).toEqual(
        world.emails.map((_, who) => {
          const person = model.people.get(who)
          return person && [person.status, person.roleIds]
        }),
      )
      const ids = model
        .administrators()
        .map((who) => userIdOf(world.scene.accountId, world.emails[who] ?? ''))
      expect(await storedAccount(world)).toMatchObject({
        admins: new Set(ids),
        seatsTaken: model.seatsTaken(),
      })
    }),
    { numRuns, endOnFailure: true },
  )
}, 300_000)

test.concurrent('any concurrent operations keep the invariants', async () => {
  await fc.assert(
    fc.asyncProperty(settings, steps(20), steps(50), async (set, before, atOnce) => {
      const world = await newWorld(set)
      for (const { request } of before) await request(world)
      const replies = await Promise.all(atOnce.map(({ request }) => request(world)))
      for (const { status, body } of replies)
        expect([200, 201, 202, 204, 403, 404, 409, 410], JSON.stringify(body)).toContain(status)
      const users = await storedUsers(world)
      const administrators = users.filter(
        (user) => user?.status === 'active' && Array.isArray(user.roleIds) && user.roleIds.includes('admin'),
      )
      expect(administrators.length).toBeGreaterThan(0)
      const { admins, seatsTaken } = (await storedAccount(world)) ?? {}
      expect(admins).toEqual(new Set(administrators.map((user) => user?.userId)))
      expect(seatsTaken).toBe(users.filter((user) => user?.seat === true).length)
      const active = users.filter((user) => user?.status === 'active')
      for (const user of active) expect(user?.seat).toBe(true)
      expect(active.length).toBeLessThanOrEqual(set.seatLimit ?? people)
      const { uses } = (await item(linkKey(world.scene.accountId))) ?? {}
      if (set.maxUses !== undefined) expect(uses).toBeLessThanOrEqual(set.maxUses)
    }),
    { numRuns, endOnFailure: true },
  )
}, 300_000)
