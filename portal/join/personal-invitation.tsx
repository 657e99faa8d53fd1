/** An invitation from an email: who invites whom, to what and in which roles, and one button. */
import { type FormEvent, useState } from 'react'
import { useFocusOnRefusal } from '../react/ui/focus.ts'
import { Card } from './card.tsx'
import { Decline } from './decline.tsx'
import { type Errors, errorsOf, Field } from './field.tsx'
import { typedPhone } from './phone.ts'
import { useJoinSpeech } from './speech.ts'
import type { InvitationProps } from './view.ts'

/** A session that has expired, or whose address isn't verified, is ignored: the email proves the address as well. */
const countsForNothing: readonly string[] = ['not_signed_in', 'email_not_verified']

export const PersonalInvitation = (props: InvitationProps) => {
  const { usher, session, token, show, preview } = props
  const speech = useJoinSpeech()
  const { words, date, list } = speech
  const [waiting, setWaiting] = useState(false)
  const [errors, setErrors] = useState<Errors>({})
  const form = useFocusOnRefusal(errors)
  const {
    asksName = false,
    needsApproval = false,
    accountName,
    invitedBy,
    roleNames,
    email = '',
    expiresAt,
  } = preview
  const join = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setWaiting(true)
    const data = new FormData(event.currentTarget)
    const said = asksName ? { name: String(data.get('name') ?? ''), phone: await typedPhone(data) } : {}
    const body = { token, ...said }
    const mine = session && (await usher.redeemSignedIn({ body }))
    const answer =
      mine === undefined || (!mine.ok && countsForNothing.includes(mine.problem.code))
        ? await usher.redeemInvitation({ body })
        : mine
    if (answer.ok) {
      if (answer.value.status === 'active')
        show({ kind: 'joined', joined: answer.value, signedIn: answer === mine })
      if (answer.value.status === 'requested') show({ kind: 'requested', ...answer.value })
      return
    }
    const { problem } = answer
    if (problem.code === 'signed_in_as_another') return show({ kind: 'another', preview })
    const found = errorsOf(problem, speech)
    if (!found) return show({ kind: 'problem', problem })
    setErrors(found)
    setWaiting(false)
  }
  const roles = list(roleNames)
  return (
    <Card title={needsApproval ? words.askToJoin(accountName) : words.join(accountName)}>
      {needsApproval && <p>{words.approvalHint}</p>}
      <p>{invitedBy ? words.invites(invitedBy, accountName, roles) : words.invited(accountName, roles)}</p>
      <p className="quiet">
        {words.for(email)} {expiresAt && words.until(date(expiresAt))}
      </p>
      <form ref={form} onSubmit={join} noValidate>
        {asksName && (
          <>
            <p>{words.yourName}</p>
            <Field
              name="name"
              label={words.name}
              required
              autoComplete="name"
              defaultValue={session?.name}
              error={errors.name}
            />
            <Field name="phone" label={words.phone} type="tel" autoComplete="tel" error={errors.phone} />
          </>
        )}
        <button type="submit" disabled={waiting} aria-busy={waiting}>
          {needsApproval ? words.askToJoin(accountName) : words.join(accountName)}
        </button>
      </form>
      <Decline {...props} />
    </Card>
  )
}
