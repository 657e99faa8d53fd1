/** The invite link: whoever is signed in joins at once, and anyone else proves their address by a mail. */
import { type FormEvent, useState } from 'react'
import type { ClientProblem } from '../../shared/client/client.ts'
import { useFocusOnRefusal } from '../frame/focus.ts'
import { Card } from './card.tsx'
import { type Errors, errorsOf, Field } from './field.tsx'
import { useJoinSpeech } from './speech.ts'
import type { InvitationProps } from './view.ts'

export const LinkInvitation = ({ usher, session, token, preview, show }: InvitationProps) => {
  const speech = useJoinSpeech()
  const { words, list } = speech
  const [anonymous, setAnonymous] = useState(session === undefined)
  const [errors, setErrors] = useState<Errors>({})
  const [waiting, setWaiting] = useState(false)
  const form = useFocusOnRefusal(errors)
  const { accountName, roleNames } = preview

  const refuse = (problem: ClientProblem) => {
    const found = errorsOf(problem, speech)
    if (!found) return show({ kind: 'problem', problem })
    setErrors(found)
    setWaiting(false)
  }
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setWaiting(true)
    const data = new FormData(event.currentTarget)
    const typed = (name: string) => String(data.get(name) ?? '')
    const written = typed('phone').trim()
    const phone =
      written === '' ? undefined : (await import('../../shared/client/phone-number.ts')).toE164(written)
    if (!anonymous) {
      const answer = await usher.redeemSignedIn({ body: { token, name: typed('name') || undefined, phone } })
      return answer.ok
        ? show({ kind: 'joined', joined: answer.value, signedIn: true })
        : refuse(answer.problem)
    }
    const email = typed('email').trim()
    const answer = await usher.redeemInvitation({ body: { token, email, name: typed('name'), phone } })
    if (!answer.ok && answer.problem.code === 'address_not_allowed') {
      setErrors({ email: words.pages.address_not_allowed.text })
      return setWaiting(false)
    }
    if (!answer.ok) return refuse(answer.problem)
    show({ kind: 'sent', email, preview })
  }
  const roles = list(roleNames)
  return (
    <Card title={words.join(accountName)}>
      <p>{anonymous ? words.anyone(accountName, roles) : words.anyoneSignedIn(accountName, roles)}</p>
      <form ref={form} onSubmit={submit} noValidate>
        {anonymous && (
          <Field
            name="email"
            label={words.email}
            type="email"
            required
            autoComplete="email"
            error={errors.email}
          />
        )}
        <Field
          name="name"
          label={words.name}
          required={anonymous}
          autoComplete="name"
          defaultValue={session?.name}
          error={errors.name}
        />
        <Field name="phone" label={words.phone} type="tel" autoComplete="tel" error={errors.phone} />
        <button type="submit" disabled={waiting} aria-busy={waiting}>
          {anonymous ? words.sendMail : words.joinAs(session?.email ?? '')}
        </button>
      </form>
      {!anonymous && (
        <button type="button" className="plain" onClick={() => setAnonymous(true)}>
          {words.otherAddress}
        </button>
      )}
    </Card>
  )
}
