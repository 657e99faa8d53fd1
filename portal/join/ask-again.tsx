/** Asks the inviter for a new invitation. The answer is the same whether or not they're notified. */
import { type FormEvent, useState } from 'react'
import type { UsherClient } from '../../shared/client/client.ts'
import { type Errors, errorsOf, Field } from './field.tsx'
import { useJoinSpeech } from './speech.ts'

type Props = {
  readonly usher: UsherClient
  readonly token: string
  /** Whether nothing is known about them any more, so that they have to enter the invited address. */
  readonly withAddress: boolean
}

export const AskAgain = ({ usher, token, withAddress }: Props) => {
  const speech = useJoinSpeech()
  const { words } = speech
  const [state, setState] = useState<'ready' | 'waiting' | 'asked'>('ready')
  const [errors, setErrors] = useState<Errors>({})
  const ask = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setState('waiting')
    const email = String(new FormData(event.currentTarget).get('email') ?? '').trim()
    const answer = await usher.askForInvitation({ body: { token, ...(withAddress && { email }) } })
    if (answer.ok) return setState('asked')
    const tooMany = answer.problem.code === 'too_many_requests'
    setErrors(
      errorsOf(answer.problem, speech) ?? {
        email: tooMany ? words.pages.too_many_requests.text : words.failedText,
      },
    )
    setState('ready')
  }
  if (state === 'asked')
    return (
      <div role="status" className="notice">
        <strong>{words.asked}</strong>
        <p>{words.askedText}</p>
      </div>
    )
  return (
    <form onSubmit={ask} noValidate>
      {withAddress ? (
        <>
          <p className="quiet">{words.askWithAddress}</p>
          <Field name="email" label={words.email} type="email" autoComplete="email" error={errors.email} />
        </>
      ) : (
        errors.email && (
          <p className="error" role="alert">
            {errors.email}
          </p>
        )
      )}
      <button type="submit" disabled={state === 'waiting'} aria-busy={state === 'waiting'}>
        {words.ask}
      </button>
    </form>
  )
}
