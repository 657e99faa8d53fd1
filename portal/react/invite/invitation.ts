/**
 * Sends invitations to the API. They're checked against the contract first, and refusals become texts beside their
 * fields.
 */
import { useQueryClient } from '@tanstack/react-query'
import { checked } from '../../../shared/contract/checked.ts'
import { newUser } from '../../../shared/contract/pending-users.ts'
import type { User } from '../../../shared/contract/users.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount, usersChanged } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { type Refused, useRefusal } from '../ui/refused.ts'
import type { DraftPerson } from './people.ts'

export type InvitedUser = User & { readonly invitationUrl?: string | undefined }

/** What everyone gets. */
type Values = {
  readonly roleIds: readonly string[]
  readonly phone?: string
  readonly message: string
  readonly expiresInHours: number | undefined
  readonly accessUntil: string | undefined
  readonly sendEmail: boolean
}

type Check = {
  /** Those whose own fields are invalid. */
  readonly people: readonly DraftPerson[]
  /** What's wrong with the shared values. */
  readonly refused: Refused | undefined
}

type Outcome = {
  readonly invited: readonly InvitedUser[]
  /** Those who weren't invited, each with the reason. */
  readonly left: readonly DraftPerson[]
  /** Why nobody was invited, if it concerns the shared values. */
  readonly refusal: Refused | undefined
}

/** Concurrent invitations: few enough for an account's share of the API. */
const atOnce = 4

const own = ['email', 'name', 'externalId']

/** Checks and invites. Refusals come back as texts, never as exceptions. */
export const useInvitations = (invited: (user: User) => void) => {
  const usher = useUsher()
  const queries = useQueryClient()
  const { accountId } = useAccount()
  const refusalOf = useRefusal()
  const problems = useWords('problems')
  const bodyOf = ({ email, name, externalId }: DraftPerson, { message, ...values }: Values) =>
    checked(newUser, { email, name, externalId, ...values, message: message || undefined })

  const check = (people: readonly DraftPerson[], values: Values): Check => {
    // A person whose own fields are valid reveals what's wrong with the others.
    const { errors } = bodyOf({ email: 'ann@example.com', name: 'Ann' }, values)
    return {
      people: people.flatMap((person) => {
        const { errors: all = [] } = bodyOf(person, values)
        const [refused] = Object.values(
          refusalOf({ errors: all.filter(({ path }) => own.includes(path)) }).fields,
        )
        return refused ? [{ ...person, refused }] : []
      }),
      refused: errors && refusalOf({ errors }),
    }
  }

  const inviteOne = async (person: DraftPerson, values: Values): Promise<InvitedUser | Refused> => {
    const body = bodyOf(person, values)
    if (body.errors) return refusalOf(body)
    const answer = await usher.inviteUser({ accountId, body: body.data })
    if (answer.ok) invited(answer.value)
    if (answer.ok) return answer.value
    if (answer.problem.code === 'user_exists') return { fields: { email: problems.user_exists } }
    return answer.problem.code === 'external_id_taken'
      ? { fields: { externalId: problems.external_id_taken } }
      : refusalOf(answer.problem)
  }

  const send = async (people: readonly DraftPerson[], values: Values): Promise<Outcome> => {
    const results = new Map<string, InvitedUser | Refused>()
    const queue = [...people]
    const work = async () => {
      for (let person = queue.shift(); person; person = queue.shift())
        results.set(person.email, await inviteOne(person, values))
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    if ([...results.values()].some((result) => 'userId' in result)) void usersChanged(queries, accountId)
    const refusals = people.flatMap((person) => {
      const result = results.get(person.email)
      return result && 'fields' in result ? [{ person, result }] : []
    })
    return {
      invited: people.flatMap(({ email }) => {
        const result = results.get(email)
        return result && 'userId' in result ? [result] : []
      }),
      left: refusals.map(({ person, result: { fields, whole } }) => ({
        ...person,
        refused: fields.email ?? fields.name ?? fields.externalId ?? whole ?? Object.values(fields)[0],
      })),
      refusal: refusals.map(({ result }) => result).find(isShared),
    }
  }
  return { check, send }
}

const isShared = ({ fields, whole }: Refused): boolean =>
  whole !== undefined || Object.keys(fields).some((field) => !own.includes(field))
