/** The form that invites one person; several addresses pasted into it turn it into a list of people. */
import { Anchor, Checkbox, Stack, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type FormEvent, lazy, Suspense, useState } from 'react'
import { writtenAddress } from '../../shared/client/written-address.ts'
import { normalizedAddress } from '../../shared/contract/address.ts'
import { nameFromAddress } from '../../shared/contract/person-name.ts'
import { useAccount } from '../frame/account.ts'
import { useFocusOnRefusal } from '../frame/focus.ts'
import { FormEnd } from '../frame/window.tsx'
import type { Role } from '../roles/queries.ts'
import { AccessUntil } from '../users/access-until.tsx'
import { useWords } from '../words/portal-words.tsx'
import type { InvitedUser, RefusedInvitation, useInvite } from './invitation.ts'
import { MoreFields, usualMore } from './more-fields.tsx'
import { type Pasted, type Person, pastedPeople } from './pasted-people.ts'
import { usePresentUsers } from './present-users.ts'
import { preselectedRoles, RoleChoice } from './role-choice.tsx'

const PhoneField = lazy(async () => ({ default: (await import('./phone-field.tsx')).PhoneField }))

/** Milliseconds without a keystroke after which an address is looked up. */
const pauseBeforeLookUp = 300

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
  const problems = useWords('problems')
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

  /** Puts several people into a list, and says whether it did. */
  const listsSeveral = (text: string): boolean => {
    const pasted = pastedPeople(text)
    const isList = pasted.people.length > 0 && pasted.people.length + pasted.misread.length > 1
    if (isList) several(pasted)
    return isList
  }
  /** Address and name, where somebody stands there as programs write them: `Ann Lee <ann@example.com>`, `mailto:…`. */
  const taken = (text: string): Person => {
    const written = writtenAddress(text)
    if (!written || normalizedAddress(text)) return { email: text, name }
    return { email: written.email, name: name || written.name || nameFromAddress(written.email) }
  }
  const show = (person: Person) => {
    setEmail(person.email)
    setName(person.name)
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (listsSeveral(email)) return
    const person = taken(email)
    show(person)
    setSending(true)
    const outcome = await send({
      ...person,
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
  const { fields, whole } = refused
  const address = normalizedAddress(email) ?? ''
  const [known] = useDebouncedValue(address, pauseBeforeLookUp)
  const existing = usePresentUsers(known === '' ? [] : [known]).get(address)
  const existingUserId = existing?.userId ?? refused.existingUserId
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
            if (pasted && listsSeveral(value)) return
            if (pasted) show(taken(value))
            else setEmail(value)
          }}
          onBlur={() => show(taken(email))}
          error={fields.email ?? (existing && problems.user_exists)}
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
