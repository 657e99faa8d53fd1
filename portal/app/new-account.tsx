/** Creating an account of your own, if the deployment lets anyone who is signed in do so. */
import { Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { newAccount } from '../../shared/contract/accounts.ts'
import { checked } from '../../shared/contract/checked.ts'
import { meQuery } from '../react/data/account.ts'
import { useUsher } from '../react/data/api.ts'
import { useFocusOnRefusal } from '../react/ui/focus.ts'
import { type Refused, useRefusal } from '../react/ui/refused.ts'
import { useSay } from '../react/ui/say.ts'
import { FormEnd, Window } from '../react/ui/window.tsx'
import { useSpeech, useWords } from '../words/portal-words.tsx'

export const NewAccount = ({ close }: { readonly close: () => void }) => {
  const words = useWords('access')
  const { name: label } = useWords('account')
  const { language } = useSpeech()
  const usher = useUsher()
  const say = useSay()
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const refusalOf = useRefusal()
  const [name, setName] = useState('')
  const [sending, setSending] = useState(false)
  const [refused, setRefused] = useState<Refused>({ fields: {} })
  const form = useFocusOnRefusal(refused)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const body = checked(newAccount, { name, language })
    if (body.errors) return setRefused(refusalOf({ errors: body.errors }))
    setSending(true)
    const answer = await usher.createAccount({ body: body.data })
    // The index by address lags for a moment; the page continues once the account is there.
    if (answer.ok) await accountShown(answer.value.accountId)
    setSending(false)
    if (!answer.ok) return setRefused(refusalOf(answer.problem))
    navigate(`/accounts/${answer.value.accountId}`)
    say.done(words.accountCreated(answer.value.name))
    close()
  }
  const accountShown = async (accountId: string): Promise<void> => {
    for (let looks = 0; looks < mostLooks; looks++) {
      const { accounts } = await queries.fetchQuery({ ...meQuery(usher), staleTime: 0 })
      if (accounts.some((one) => one.accountId === accountId)) return
      await new Promise((resume) => setTimeout(resume, betweenLooks))
    }
  }
  return (
    <Window onClose={close} title={words.newAccount} dirty={name !== ''}>
      <form ref={form} onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            data-autofocus
            withAsterisk
            label={label}
            autoComplete="organization"
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            error={refused.fields.name}
          />
          <FormEnd refused={refused.whole} sending={sending} action={words.createAccount} cancel={close} />
        </Stack>
      </form>
    </Window>
  )
}

const mostLooks = 10
/** Milliseconds. */
const betweenLooks = 300
