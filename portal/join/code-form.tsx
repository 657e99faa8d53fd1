/** For people who come without a token because an email program cut it off: the address and the code from the email. */
import { type FormEvent, useState } from 'react'
import type { UsherClient } from '../../shared/client/client.ts'
import { useFocusOnRefusal } from '../react/ui/focus.ts'
import { Card } from './card.tsx'
import { type Errors, errorsOf, Field } from './field.tsx'
import { useJoinSpeech } from './speech.ts'

type Props = {
  readonly usher: UsherClient
  /** Whether the URL had a part of the token. */
  readonly cut: boolean
  readonly found: (token: string) => unknown
}

export const CodeForm = ({ usher, cut, found }: Props) => {
  const speech = useJoinSpeech()
  const { words } = speech
  const [errors, setErrors] = useState<Errors>({})
  const [waiting, setWaiting] = useState(false)
  const form = useFocusOnRefusal(errors)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setWaiting(true)
    const data = new FormData(event.currentTarget)
    const [email, code] = [String(data.get('email') ?? '').trim(), String(data.get('code') ?? '').trim()]
    const answer = await usher.findInvitation({ body: { email, code } })
    setWaiting(false)
    if (answer.ok) return found(answer.value.token)
    const { problem } = answer
    const sentences: Readonly<Record<string, string>> = {
      unknown_code: words.wrongCode,
      too_many_requests: words.tooManyCodes,
    }
    setErrors(errorsOf(problem, speech) ?? { code: sentences[problem.code] ?? words.failedText })
  }
  return (
    <Card title={cut ? words.pages.unknown_token.title : words.enterCode}>
      <p>{cut ? words.pages.unknown_token.text : words.enterCodeText}</p>
      <form ref={form} onSubmit={submit} noValidate>
        <Field name="email" label={words.email} type="email" autoComplete="email" error={errors.email} />
        <Field
          name="code"
          label={words.code}
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          placeholder="XXXXX-XXXXX"
          className="code"
          error={errors.code}
        />
        <button type="submit" disabled={waiting} aria-busy={waiting}>
          {words.continue}
        </button>
      </form>
    </Card>
  )
}
