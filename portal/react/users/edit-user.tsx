/** The window that changes a user's name, phone and roles. */
import { Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, lazy, Suspense, useState } from 'react'
import { type User, userChange } from '../../../shared/contract/users.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { useRoles } from '../data/roles.ts'
import { showUser } from '../data/users.ts'
import { AccessUntil } from '../ui/access-until.tsx'
import { useForm } from '../ui/form.ts'
import { Failed, Loading } from '../ui/notice.tsx'
import { RoleChoice } from '../ui/role-choice.tsx'
import { useSay } from '../ui/say.ts'
import { FormEnd, Window } from '../ui/window.tsx'

const PhoneField = lazy(async () => ({ default: (await import('../ui/phone-field.tsx')).PhoneField }))

const haveSame = (one: readonly string[], other: readonly string[]): boolean =>
  new Set(one).symmetricDifference(new Set(other)).size === 0

type Props = { readonly user: User; readonly close: () => void }

export const EditUser = ({ user, close }: Props) => {
  const words = useWords('users')
  const usher = useUsher()
  const say = useSay()
  const queries = useQueryClient()
  const { accountId } = useAccount()
  const roles = useRoles()
  const [name, setName] = useState(user.name)
  const [phone, setPhone] = useState(user.phone ?? '')
  const [roleIds, setRoleIds] = useState<readonly string[]>(user.roleIds)
  const [accessUntil, setAccessUntil] = useState(user.accessUntil)
  const { form, sending, refused, send } = useForm()

  const isThere = (id: string): boolean => roles.data?.some(({ roleId }) => roleId === id) ?? true

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const draft = {
      name,
      phone: phone || null,
      // A deleted role can't be given again.
      ...(haveSame(roleIds, user.roleIds) ? {} : { roleIds: roleIds.filter(isThere) }),
      ...(accessUntil === user.accessUntil ? {} : { accessUntil: accessUntil ?? null }),
    }
    const changed = await send(userChange, draft, (body) =>
      usher.changeUser({ accountId, userId: user.userId, body }),
    )
    if (!changed) return
    showUser(queries, accountId, changed)
    say.done(words.saved(changed.name))
    close()
  }
  const { fields, whole } = refused
  const dirty =
    name !== user.name ||
    phone !== (user.phone ?? '') ||
    accessUntil !== user.accessUntil ||
    !haveSame(roleIds, user.roleIds)
  return (
    <Window onClose={close} title={words.editTitle(user.name)} size="lg" dirty={dirty}>
      {(askToClose) => (
        <>
          {roles.isPending && <Loading />}
          {roles.isError && <Failed error={roles.error} retry={roles.refetch} />}
          {roles.data && (
            <form ref={form} onSubmit={submit} noValidate>
              <Stack gap="md">
                <TextInput
                  withAsterisk
                  data-autofocus
                  autoComplete="off"
                  label={words.name}
                  value={name}
                  onChange={({ currentTarget }) => setName(currentTarget.value)}
                  error={fields.name}
                />
                <Suspense fallback={<Loading />}>
                  <PhoneField initial={user.phone} onChange={setPhone} error={fields.phone} />
                </Suspense>
                <RoleChoice roles={roles.data} value={roleIds} onChange={setRoleIds} error={fields.roleIds} />
                <AccessUntil
                  value={accessUntil}
                  onChange={setAccessUntil}
                  roleIds={roleIds}
                  error={fields.accessUntil}
                />
                <FormEnd refused={whole} sending={sending} action={words.save} cancel={askToClose} />
              </Stack>
            </form>
          )}
        </>
      )}
    </Window>
  )
}
