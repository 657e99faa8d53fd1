/** Corrects a pending user's address: invites the right one and revokes the wrong one, in one change. */
import { Stack, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { checked } from '../../../shared/contract/checked.ts'
import { correctAddress, type User } from '../../../shared/contract/users.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { replaceUser } from '../data/users.ts'
import { useFocusOnRefusal } from '../ui/focus.ts'
import { type Refused, useRefusal } from '../ui/refused.ts'
import { useSay } from '../ui/say.ts'
import { FormEnd, Window } from '../ui/window.tsx'

type Props = {
  readonly user: User
  readonly close: () => void
  /** Called once the user has another address, and therefore another id. */
  readonly corrected?: (() => void) | undefined
}

export const CorrectAddress = ({ user, close, corrected }: Props) => {
  const words = useWords('users')
  const usher = useUsher()
  const say = useSay()
  const queries = useQueryClient()
  const { accountId } = useAccount()
  const refusalOf = useRefusal()
  const [email, setEmail] = useState(user.email)
  const [sending, setSending] = useState(false)
  const [refused, setRefused] = useState<Refused>({ fields: {} })
  const form = useFocusOnRefusal(refused)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const body = checked(correctAddress.body, { email })
    if (body.errors) return setRefused(refusalOf(body))
    setSending(true)
    const answer = await usher.correctAddress({ accountId, userId: user.userId, body: body.data })
    setSending(false)
    if (!answer.ok) return setRefused(refusalOf(answer.problem))
    replaceUser(queries, accountId, user.userId, answer.value)
    say.done(words.correctedTo(answer.value.email))
    close()
    corrected?.()
  }
  return (
    <Window onClose={close} title={words.correctTitle(user.name)} dirty={email !== user.email}>
      {(askToClose) => (
        <form ref={form} onSubmit={submit} noValidate>
          <Stack gap="md">
            <Text>{words.correctText}</Text>
            <TextInput
              type="email"
              data-autofocus
              autoComplete="off"
              label={words.email}
              value={email}
              onChange={({ currentTarget }) => setEmail(currentTarget.value)}
              error={refused.fields.email}
            />
            <FormEnd
              refused={refused.whole}
              sending={sending}
              action={words.correctAction}
              cancel={askToClose}
            />
          </Stack>
        </form>
      )}
    </Window>
  )
}
