/** An invitation on its way to the API: checked by the contract first, refused in words about its fields. */
import { useQueryClient } from '@tanstack/react-query'
import { checked } from '../../../shared/contract/checked.ts'
import { newUser, type User } from '../../../shared/contract/users.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount, usersChanged } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { type Refused, useRefusal } from '../ui/refused.ts'

export type InvitedUser = User & { readonly invitationUrl?: string | undefined }

/** What was refused, and who has the address already. */
export type RefusedInvitation = Refused & { readonly existingUserId?: string | undefined }

type Outcome = { readonly user: InvitedUser } | { readonly refused: RefusedInvitation }

type Draft = {
  readonly email: string
  readonly name: string
  readonly roleIds: readonly string[]
  readonly phone?: string | undefined
  readonly message?: string | undefined
  readonly expiresInHours?: number | undefined
  readonly accessUntil?: string | undefined
  readonly sendEmail?: boolean
}

/** Invites a person; what was refused comes back as words, never as an exception. */
export const useInvite = (invited: (user: User) => void): ((draft: Draft) => Promise<Outcome>) => {
  const usher = useUsher()
  const queries = useQueryClient()
  const { accountId } = useAccount()
  const refusalOf = useRefusal()
  const problems = useWords('problems')

  return async (draft) => {
    const body = checked(newUser, { sendEmail: true, ...draft, message: draft.message || undefined })
    if (body.errors) return { refused: refusalOf(body) }
    const answer = await usher.inviteUser({ accountId, body: body.data })
    if (!answer.ok && answer.problem.code === 'user_exists') {
      const { userId } = answer.problem
      return { refused: { fields: { email: problems.user_exists }, existingUserId: userId } }
    }
    if (!answer.ok) return { refused: refusalOf(answer.problem) }
    invited(answer.value)
    void usersChanged(queries, accountId)
    return { user: answer.value }
  }
}
