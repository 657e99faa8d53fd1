/** An invitation on its way to the API: checked by the contract first, refused in words about its fields. */
import { useQueryClient } from '@tanstack/react-query'
import type { Result } from '../../shared/client/client.ts'
import { sentence } from '../../shared/contract/messages.ts'
import { type inviteUser, newUser, type User } from '../../shared/contract/users.ts'
import { useAccount, usersChanged } from '../frame/account.ts'
import { Refusal, useUsher } from '../frame/api.ts'
import { useExplain } from '../frame/notice.tsx'
import { useWords } from '../words/portal-words.tsx'

export type InvitedUser = User & { readonly invitationUrl?: string | undefined }

/** What was refused: a sentence for each field, or one for the whole, and who has the address already. */
export type Refused = {
  readonly fields: Readonly<Record<string, string>>
  readonly whole?: string
  readonly existingUserId?: string | undefined
}

type Outcome = { readonly user: InvitedUser } | { readonly refused: Refused }

type Draft = {
  readonly email: string
  readonly name: string
  readonly roleIds: readonly string[]
  readonly phone?: string | undefined
  readonly message?: string | undefined
  readonly expiresInHours?: number
  readonly sendEmail?: boolean
}

/** Invites a person; what was refused comes back as words, never as an exception. */
export const useInvite = (invited: (user: User) => void): ((draft: Draft) => Promise<Outcome>) => {
  const usher = useUsher()
  const queries = useQueryClient()
  const { accountId } = useAccount()
  const fieldErrors = useFieldErrors()
  const explain = useExplain()
  const problems = useWords('problems')

  const refusalOf = (problem: (Result<typeof inviteUser> & { ok: false })['problem']): Refused => {
    if (problem.code === 'user_exists')
      return { fields: { email: problems.user_exists }, existingUserId: problem.userId }
    const errors = 'errors' in problem ? problem.errors : undefined
    if (!errors) return { fields: {}, whole: explain(new Refusal(problem)) }
    return { fields: fieldErrors(errors.map(({ path, message }) => ({ path: path.split('.'), message }))) }
  }

  return async (draft) => {
    const body = newUser.safeParse(
      { sendEmail: true, ...draft, message: draft.message || undefined },
      { error: sentence },
    )
    if (!body.success) return { refused: { fields: fieldErrors(body.error.issues) } }
    const answer = await usher.inviteUser({ accountId, body: body.data })
    if (!answer.ok) return { refused: refusalOf(answer.problem) }
    invited(answer.value)
    void usersChanged(queries, accountId)
    return { user: answer.value }
  }
}

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string }

/** The first sentence about each field, with the field's name before it: the contract's begin with "must" or "is". */
const useFieldErrors = () => {
  const words = useWords('invite')
  const message = useWords('message')
  const names: Readonly<Record<string, string>> = {
    email: words.email,
    name: words.name,
    roleIds: words.roles,
    phone: words.phoneName,
    message: words.messageName,
  }
  return (issues: readonly Issue[]): Readonly<Record<string, string>> =>
    Object.fromEntries(
      issues
        .map(({ path, message: english }): [string, string] => {
          const field = String(path[0] ?? '')
          return [field, `${names[field] ?? field} ${message(english)}.`]
        })
        .reverse(),
    )
}
