/** The window that makes or changes a custom role. */
import { Checkbox, SimpleGrid, Stack, TagsInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { checked } from '../../../shared/contract/checked.ts'
import { administratorRoleId, permissions as ownPermissions } from '../../../shared/contract/permissions.ts'
import { newRole } from '../../../shared/contract/roles.ts'
import { useWords } from '../../words/portal-words.tsx'
import { meQuery, useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { type Role, rolesQuery } from '../data/roles.ts'
import { useFocusOnRefusal } from '../ui/focus.ts'
import { type Refused, useRefusal } from '../ui/refused.ts'
import { useSay } from '../ui/say.ts'
import { FormEnd, Window } from '../ui/window.tsx'

const isOwn = (permission: string): boolean => ownPermissions.some((own) => own === permission)

type Props = {
  /** The role to change; a new one where there is none. */
  readonly role?: Role
  readonly roles: readonly Role[]
  readonly close: () => void
}

export const RoleWindow = ({ role, roles, close }: Props) => {
  const words = useWords('roles')
  const giver = useAccount()
  const usher = useUsher()
  const say = useSay()
  const queries = useQueryClient()
  const refusalOf = useRefusal()
  const { accountId } = giver
  const [name, setName] = useState(role?.name ?? '')
  const [description, setDescription] = useState(role?.description ?? '')
  const [own, setOwn] = useState(() => (role?.permissions ?? []).filter(isOwn))
  const [others, setOthers] = useState(() => (role?.permissions ?? []).filter((one) => !isOwn(one)))
  const [sending, setSending] = useState(false)
  const [refused, setRefused] = useState<Refused>({ fields: {} })
  const form = useFocusOnRefusal(refused)
  const known = new Set(roles.flatMap(({ permissions }) => permissions).filter((one) => !isOwn(one)))
  const shapesAll = giver.roleIds.includes(administratorRoleId)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const draft = { name, description, permissions: [...own, ...others] }
    const parsed = checked(newRole, draft)
    if (parsed.errors) return setRefused(refusalOf(parsed))
    setSending(true)
    const body = parsed.data
    const answer = role
      ? await usher.changeRole({ accountId, roleId: role.roleId, body })
      : await usher.createRole({ accountId, body })
    setSending(false)
    if (!answer.ok && answer.problem.code === 'role_name_taken')
      return setRefused({ fields: { name: words.nameTaken } })
    if (!answer.ok) return setRefused(refusalOf(answer.problem))
    say.done(words.roleSaved(answer.value.name))
    void queries.invalidateQueries({ queryKey: meQuery(usher).queryKey })
    await queries.invalidateQueries({ queryKey: rolesQuery(usher, accountId).queryKey })
    close()
  }
  const { fields, whole } = refused
  return (
    <Window onClose={close} size="lg" title={role ? words.changeTitle(role.name) : words.newRole}>
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
          <TextInput
            autoComplete="off"
            label={words.description}
            value={description}
            onChange={({ currentTarget }) => setDescription(currentTarget.value)}
            error={fields.description}
          />
          <Checkbox.Group label={words.permissions} value={own} onChange={setOwn}>
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt="xs">
              {ownPermissions.map((permission) => {
                const mine = shapesAll || giver.permissions.includes(permission)
                return (
                  <Checkbox
                    key={permission}
                    value={permission}
                    disabled={!mine}
                    label={words.permissionNames[permission]}
                    description={mine ? undefined : words.lackIt}
                  />
                )
              })}
            </SimpleGrid>
          </Checkbox.Group>
          <TagsInput
            label={words.otherPermissions}
            description={words.otherPermissionsHint}
            placeholder="reports:read"
            value={others}
            onChange={setOthers}
            data={[...known]}
            acceptValueOnBlur
            splitChars={[',', ' ']}
            error={fields.permissions}
          />
          <FormEnd refused={whole} sending={sending} action={words.save} cancel={close} />
        </Stack>
      </form>
    </Window>
  )
}
