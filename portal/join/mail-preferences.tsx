/** Lets a recipient stop further emails, or report one. Opening the page changes nothing. */
import { useEffect, useState } from 'react'
import { type ClientProblem, usherClient } from '../../shared/client/client.ts'
import { Card } from './card.tsx'
import { ProblemPage } from './problem-page.tsx'
import { useJoinSpeech } from './speech.ts'

type State =
  | { readonly kind: 'loading' }
  | { readonly kind: 'known'; readonly blocked: boolean; readonly reported: boolean }
  | { readonly kind: 'problem'; readonly problem: ClientProblem }

/** Tokens in emails' links to this page start like this. */
export const isMailToken = (token: string): boolean => token.startsWith('m.')

export const MailPreferences = ({ token }: { readonly token: string }) => {
  const { words } = useJoinSpeech()
  const [usher] = useState(() => usherClient({ token: () => undefined }))
  const [state, setState] = useState<State>({ kind: 'loading' })
  const [waiting, setWaiting] = useState(false)

  const open = async () => {
    setState({ kind: 'loading' })
    const answer = await usher.previewMailPreferences({ body: { token } })
    setState(answer.ok ? { kind: 'known', reported: false, ...answer.value } : { kind: 'problem', ...answer })
  }
  const choose = async (blocked: boolean, report: boolean) => {
    setWaiting(true)
    const answer = await usher.putMailPreferences({ body: { token, blocked, report } })
    setWaiting(false)
    setState(
      answer.ok ? { kind: 'known', reported: report, ...answer.value } : { kind: 'problem', ...answer },
    )
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    void open()
  }, [])

  if (state.kind === 'loading') return <Card title={words.moment} />
  if (state.kind === 'problem')
    return (
      <ProblemPage
        usher={usher}
        token={token}
        problem={state.problem}
        retry={open}
        enterCode={() => location.assign('/join')}
      />
    )
  const { mails } = words
  if (state.blocked)
    return (
      <Card title={mails.stopped}>
        <p>{state.reported ? mails.reportedText : mails.stoppedText}</p>
        <button type="button" className="plain" disabled={waiting} onClick={() => choose(false, false)}>
          {mails.allow}
        </button>
      </Card>
    )
  return (
    <Card title={mails.title}>
      <p>{mails.text}</p>
      <button type="button" disabled={waiting} onClick={() => choose(true, false)}>
        {mails.stop}
      </button>
      <button type="button" className="plain" disabled={waiting} onClick={() => choose(true, true)}>
        {mails.report}
      </button>
    </Card>
  )
}
