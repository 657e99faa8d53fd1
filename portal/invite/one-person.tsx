/** The form that invites one person; several addresses pasted into it turn it into a list of people. */
import { Anchor, Checkbox, Stack, TextInput } from '@mantine/core'
import { type FormEvent, lazy, Suspense, useState } from 'react'
import { useAccount } from '../frame/account.ts'
import { useFocusOnRefusal } from '../frame/focus.ts'
import { FormEnd } from '../frame/window.tsx'
import type { Role } from '../roles/queries.ts'
import { AccessUntil } from '../users/access-until.tsx'
import { useWords } from '../words/portal-words.tsx'
import type { InvitedUser, RefusedInvitation, useInvite } from './invitation.ts'
import { MoreFields, usualMore } from './more-fields.tsx'
import { type Pasted, pastedPeople } from './pasted-people.ts'
import { preselectedRoles, RoleChoice } from './role-choice.tsx'

const PhoneField = lazy(async () => ({ default: (await import('./phone-field.tsx')).PhoneField }))

type Props = {
  readonly roles: readonly Role[]
  readonly send: ReturnType<typeof useInvite>
  readonly sent: (user: InvitedUser) => void
  readonly several: (pasted: Pasted) => void
  readonly openUser: (userId: string) => void
  readonly cancel: () => void
}

export const OnePerson = ({ roles, send, sent, several, openUser, cancel }: Props) => {
  const words = useWords('invite')
  const giver = useAccount()
  const [email, setEmail] = useState('')
  const [name, setName] = useState('')
  const [roleIds, setRoleIds] = useState(() => preselectedRoles(giver, roles))
  const [phone, setPhone] = useState('')
  const [sendEmail, setSendEmail] = useState(true)
  const [accessUntil, setAccessUntil] = useState<string>()
  const [more, setMore] = useState(usualMore)
  const [refused, setRefused] = useState<RefusedInvitation>({ fields: {} })
  const [sending, setSending] = useState(false)
  const form = useFocusOnRefusal(refused)

  /** Whether the text names several people, who then stand in a list. Somebody with a bracket is taken apart. */
  const takesApart = (text: string): boolean => {
    const pasted = pastedPeople(text)
    const [first] = pasted.people
    if (first && pasted.people.length + pasted.misread.length > 1) {
      several(pasted)
      return true
    }
    if (first && /[<>]/.test(text)) {
      setEmail(first.email)
      setName(name || first.name)
    }
    return false
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (takesApart(email)) return
    setSending(true)
    const outcome = await send({
      email,
      name,
      roleIds,
      phone: phone || undefined,
      accessUntil,
      ...more,
      sendEmail,
    })
    setSending(false)
    if ('user' in outcome) return sent(outcome.user)
    setRefused(outcome.refused)
  }
  const { fields, whole, existingUserId } = refused
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          type="text"
          inputMode="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          withAsterisk
          label={words.email}
          description={words.emailHint}
          value={email}
          onChange={({ currentTarget: { value } }) => {
            // What comes in one go was pasted, or filled in; who types is left to finish.
            const pasted = value.length - email.length > 1
            setEmail(value)
            if (pasted) takesApart(value)
          }}
          onBlur={() => takesApart(email)}
          onPaste={(event) => {
            if (takesApart(event.clipboardData.getData('text'))) event.preventDefault()
          }}
          error={fields.email}
        />
        {existingUserId && (
          <Anchor
            component="button"
            type="button"
            size="sm"
            ta="start"
            onClick={() => openUser(existingUserId)}
          >
            {words.openUser}
          </Anchor>
        )}
        <TextInput
          withAsterisk
          autoComplete="off"
          label={words.name}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={fields.name}
        />
        <RoleChoice roles={roles} value={roleIds} onChange={setRoleIds} error={fields.roleIds} />
        <MoreFields
          more={more}
          setMore={setMore}
          forced={Boolean(fields.phone ?? fields.message ?? fields.accessUntil)}
          error={fields.message}
        >
          <Suspense>
            <PhoneField onChange={setPhone} error={fields.phone} />
          </Suspense>
          <AccessUntil
            value={accessUntil}
            onChange={setAccessUntil}
            roleIds={roleIds}
            error={fields.accessUntil}
          />
          <Checkbox
            label={words.sendMail}
            description={words.sendMailHint}
            checked={sendEmail}
            onChange={({ currentTarget }) => setSendEmail(currentTarget.checked)}
          />
        </MoreFields>
        <FormEnd refused={whole} sending={sending} action={words.send(1)} cancel={cancel} />
      </Stack>
    </form>
  )
}
