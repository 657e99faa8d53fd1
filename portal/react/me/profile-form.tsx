/** My name and my phone in this account. */
import { Group, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, lazy, Suspense, useState } from 'react'
import { changeMyUser } from '../../../shared/contract/accounts.ts'
import type { User } from '../../../shared/contract/users.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { myUserQuery } from '../data/me.ts'
import { showUser } from '../data/users.ts'
import { useForm } from '../ui/form.ts'
import { Loading } from '../ui/notice.tsx'
import { useSay } from '../ui/say.ts'
import { FormEnd } from '../ui/window.tsx'

const PhoneField = lazy(async () => ({ default: (await import('../ui/phone-field.tsx')).PhoneField }))

export const ProfileForm = ({ user }: { readonly user: User }) => {
  const words = useWords('me')
  const users = useWords('users')
  const usher = useUsher()
  const say = useSay()
  const queries = useQueryClient()
  const { accountId } = useAccount()
  const [name, setName] = useState(user.name)
  const [phone, setPhone] = useState(user.phone ?? '')
  const { form, sending, refused, send } = useForm()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const changed = await send(changeMyUser.body, { name, phone: phone || null }, (body) =>
      usher.changeMyUser({ accountId, body }),
    )
    if (!changed) return
    queries.setQueryData(myUserQuery(usher, accountId).queryKey, changed)
    showUser(queries, accountId, changed)
    say.done(words.saved)
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label={users.name}
          autoComplete="name"
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={refused.fields.name}
        />
        <TextInput
          label={users.email}
          value={user.email}
          readOnly
          variant="filled"
          description={words.emailHint}
        />
        <Suspense fallback={<Loading />}>
          <PhoneField initial={user.phone} onChange={setPhone} error={refused.fields.phone} />
        </Suspense>
        <Group justify="flex-end">
          <FormEnd refused={refused.whole} sending={sending} action={users.save} />
        </Group>
      </Stack>
    </form>
  )
}
