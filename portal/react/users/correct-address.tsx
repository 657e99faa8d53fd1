/** Corrects a pending user's address: invites the right one and revokes the wrong one, in one change. */
import { Stack, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { correctAddress } from '../../../shared/contract/pending-users.ts'
import type { User } from '../../../shared/contract/users.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { replaceUser } from '../data/users.ts'
import { useForm } from '../ui/form.ts'
import { useSay } from '../ui/say.ts'
import { FormEnd, Window } from '../ui/window.tsx'

type Props = {
  readonly user: User
  readonly close: () => void
  /** Called once the user has another address, and therefore another id. */
  readonly corrected?: (() => void) | undefined
}

export const CorrectAddress = ({ user, close, corrected: onCorrected }: Props) => {
  const words = useWords('users')
  const usher = useUsher()
  const say = useSay()
  const queries = useQueryClient()
  const { accountId } = useAccount()
  const [email, setEmail] = useState(user.email)
  const { form, sending, refused, send } = useForm()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const corrected = await send(correctAddress.body, { email }, (body) =>
      usher.correctAddress({ accountId, userId: user.userId, body }),
    )
    if (!corrected) return
    replaceUser(queries, accountId, user.userId, corrected)
    say.done(words.correctedTo(corrected.email))
    close()
    onCorrected?.()
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
