/** The invite link: people who are signed in join at once, and anyone else proves their address by email. */
import { type FormEvent, useState } from 'react'
import type { ClientProblem } from '../../shared/client/client.ts'
import { useFocusOnRefusal } from '../react/ui/focus.ts'
import { Card } from './card.tsx'
import { type Errors, errorsOf, Field } from './field.tsx'
import { typedPhone } from './phone.ts'
import { useJoinSpeech } from './speech.ts'
import type { InvitationProps } from './view.ts'

export const LinkInvitation = ({ usher, session, token, preview, show }: InvitationProps) => {
  const speech = useJoinSpeech()
  const { words, list } = speech
  const [way, setWay] = useState<'signed-in' | 'mail' | 'unverified'>(session ? 'signed-in' : 'mail')
  const [errors, setErrors] = useState<Errors>({})
  const [waiting, setWaiting] = useState(false)
  const form = useFocusOnRefusal(errors)
  const { accountName, roleNames, needsApproval = false } = preview

  const refuse = (problem: ClientProblem) => {
    setWaiting(false)
    if (problem.code === 'email_not_verified') return setWay('unverified')
    if (problem.code === 'address_not_allowed' && way !== 'signed-in')
      return setErrors({ email: words.pages.address_not_allowed.text })
    const found = errorsOf(problem, speech)
    if (!found) return show({ kind: 'problem', problem })
    setErrors(found)
  }
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setWaiting(true)
    const data = new FormData(event.currentTarget)
    if (way === 'signed-in') {
      const name = String(data.get('name') ?? '') || undefined
      const answer = await usher.redeemSignedIn({ body: { token, name, phone: await typedPhone(data) } })
      if (!answer.ok) return refuse(answer.problem)
      return answer.value.status === 'requested'
        ? show({ kind: 'requested', ...answer.value })
        : show({ kind: 'joined', joined: answer.value, signedIn: true })
    }
    const email = String(data.get('email') ?? '').trim()
    const answer = await usher.redeemInvitation({ body: { token, email } })
    return answer.ok ? show({ kind: 'sent', email, preview }) : refuse(answer.problem)
  }
  const roles = list(roleNames)
  return (
    <Card title={words.join(accountName)}>
      <p>
        {way === 'signed-in' ? words.anyoneSignedIn(accountName, roles) : words.anyone(accountName, roles)}
      </p>
      {needsApproval && <p>{words.approvalHint}</p>}
      {way === 'unverified' && <p role="status">{words.unverified}</p>}
      <form ref={form} onSubmit={submit} noValidate key={way}>
        {way === 'signed-in' ? (
          <>
            <Field
              name="name"
              label={words.name}
              autoComplete="name"
              defaultValue={session?.name}
              error={errors.name}
            />
            <Field name="phone" label={words.phone} type="tel" autoComplete="tel" error={errors.phone} />
          </>
        ) : (
          <Field
            name="email"
            label={words.email}
            type="email"
            required
            autoComplete="email"
            defaultValue={way === 'unverified' ? session?.email : undefined}
            error={errors.email}
          />
        )}
        <button type="submit" disabled={waiting} aria-busy={waiting}>
          {way === 'signed-in' ? words.joinAs(session?.email ?? '') : words.sendMail}
        </button>
      </form>
      {way === 'signed-in' && (
        <button type="button" className="plain" onClick={() => setWay('mail')}>
          {words.otherAddress}
        </button>
      )}
    </Card>
  )
}
