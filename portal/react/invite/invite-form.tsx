/** The form that invites people by email: one box for all of them, and what each of them gets. */
import { Anchor, Checkbox, Stack } from '@mantine/core'
import { type FormEvent, lazy, Suspense, useRef, useState } from 'react'
import { Link } from 'wouter'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { importPath } from '../data/paths.ts'
import { usePresentUsers } from '../data/present-users.ts'
import type { Role } from '../data/roles.ts'
import { useSurroundings } from '../data/surroundings.ts'
import { AccessUntil } from '../ui/access-until.tsx'
import { useFocusOnRefusal } from '../ui/focus.ts'
import type { Refused } from '../ui/refused.ts'
import { preselectedRoles, RoleChoice } from '../ui/role-choice.tsx'
import { FormEnd } from '../ui/window.tsx'
import type { DraftState } from './draft.ts'
import type { InvitedUser, useInvitations } from './invitation.ts'
import { MoreFields } from './more-fields.tsx'
import { type DraftPerson, faultOf, withText } from './people.ts'
import { PeopleBox, useTypedAddress } from './people-box.tsx'

const PhoneField = lazy(async () => ({ default: (await import('../ui/phone-field.tsx')).PhoneField }))

export type Sent = { readonly invited: readonly InvitedUser[]; readonly left: readonly DraftPerson[] }

type Props = DraftState & {
  readonly roles: readonly Role[]
  readonly invitations: ReturnType<typeof useInvitations>
  /** Called once at least one person was invited. */
  readonly sent: (sent: Sent) => void
  readonly openUser: ((userId: string) => void) | undefined
  readonly cancel: () => void
}

export const InviteForm = ({ draft, change, roles, invitations, sent, openUser, cancel }: Props) => {
  const words = useWords('invite')
  const giver = useAccount()
  const { linked } = useSurroundings()
  const { people, typed, phone, accessUntil, sendEmail, more } = draft
  const roleIds = draft.roleIds ?? preselectedRoles(giver, roles)
  const [refused, setRefused] = useState<Refused>({ fields: {} })
  const [sending, setSending] = useState(false)
  const form = useFocusOnRefusal(refused)
  const field = useRef<HTMLInputElement>(null)
  const typedAddress = useTypedAddress(typed)
  const present = usePresentUsers(addressesOf(people, typedAddress))
  const toInvite = people.filter(({ email }) => !faultOf(email) && !present.has(email))
  const alone = people.length <= 1

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const all = typed.trim() === '' ? people : withText(people, typed).people
    const values = {
      roleIds,
      accessUntil,
      sendEmail,
      ...more,
      ...(all.length === 1 && phone ? { phone } : {}),
    }
    const asked = all.filter(({ email }) => !present.has(email))
    const checked = invitations.check(asked, values)
    const refusals = new Map(checked.people.map(({ email, refused: why }) => [email, why]))
    const marked = all.map((person) => ({ ...person, refused: refusals.get(person.email) }))
    change({ people: marked, typed: '' })
    const box = boxError(words, all, asked)
    if (box !== undefined || checked.refused)
      return setRefused({ fields: { ...checked.refused?.fields, ...(box && { people: box }) } })
    setRefused({ fields: {} })
    setSending(true)
    const { invited, left, refusal } = await invitations.send(asked, values)
    setSending(false)
    if (invited.length > 0) return sent({ invited, left })
    change({ people: marked.map((one) => left.find(({ email }) => email === one.email) ?? one) })
    setRefused({
      ...refusal,
      fields: { ...refusal?.fields, ...(refusal ? {} : { people: words.correctFirst }) },
    })
  }
  const { fields, whole } = refused
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="md">
        <PeopleBox
          people={people}
          typed={typed}
          change={change}
          present={present}
          openUser={openUser}
          error={fields.people}
          field={field}
        />
        {linked && (
          <Anchor component={Link} to={importPath(giver.accountId)} size="sm">
            {words.importInstead}
          </Anchor>
        )}
        <RoleChoice
          roles={roles}
          value={roleIds}
          onChange={(chosen) => change({ roleIds: chosen })}
          error={fields.roleIds}
        />
        <MoreFields
          more={more}
          setMore={(changed) => change({ more: changed })}
          forced={Boolean(fields.phone ?? fields.message ?? fields.accessUntil)}
          error={fields.message}
        >
          {alone && (
            <Suspense>
              <PhoneField
                initial={phone}
                onChange={(changed) => change({ phone: changed })}
                error={fields.phone}
              />
            </Suspense>
          )}
          <AccessUntil
            value={accessUntil}
            onChange={(changed) => change({ accessUntil: changed })}
            roleIds={roleIds}
            error={fields.accessUntil}
          />
          <Checkbox
            label={words.sendMail}
            description={words.sendMailHint}
            checked={sendEmail}
            onChange={({ currentTarget }) => change({ sendEmail: currentTarget.checked })}
          />
        </MoreFields>
        <FormEnd
          refused={whole}
          sending={sending}
          action={words.send(
            Math.max(1, toInvite.length + (typedAddress && !present.has(typedAddress) ? 1 : 0)),
          )}
          cancel={cancel}
        />
      </Stack>
    </form>
  )
}

const addressesOf = (people: readonly DraftPerson[], typed: string | undefined): readonly string[] => [
  ...new Set([
    ...people.flatMap(({ email }) => (faultOf(email) ? [] : [email])),
    ...(typed === undefined ? [] : [typed]),
  ]),
]

type Words = ReturnType<typeof useWords<'invite'>>

/** Why nobody is invited yet, shown at the box. */
const boxError = (
  words: Words,
  all: readonly DraftPerson[],
  asked: readonly DraftPerson[],
): string | undefined => {
  if (all.length === 0) return words.enterSomebody
  if (asked.length === 0) return words.nobodyNew
  return asked.some(({ email }) => faultOf(email)) ? words.correctFirst : undefined
}
