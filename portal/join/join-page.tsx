/** Shows what an invitation is to, and redeems it at a click. Opening the page changes nothing. */
import { type ReactNode, useEffect, useState } from 'react'
import { usherClient } from '../../shared/client/client.ts'
import type { JoinSpeech } from '../words/join-words.ts'
import { AnotherAddress } from './another-address.tsx'
import { Card } from './card.tsx'
import { LinkInvitation } from './link-invitation.tsx'
import { isMailToken, MailPreferences } from './mail-preferences.tsx'
import { PersonalInvitation } from './personal-invitation.tsx'
import { ProblemPage } from './problem-page.tsx'
import type { JoinSession } from './session.ts'
import { SpeechContext } from './speech.ts'
import type { View } from './view.ts'

type Props = {
  readonly speech: JoinSpeech
  readonly session: JoinSession | undefined
  readonly token: string
}

export const JoinPage = (props: Props) => (
  <SpeechContext value={props.speech}>
    {isMailToken(props.token) ? <MailPreferences token={props.token} /> : <Invitation {...props} />}
  </SpeechContext>
)

const Invitation = ({ speech: { words }, session, token }: Props): ReactNode => {
  const [usher] = useState(() => usherClient({ token: () => session?.idToken() }))
  const [view, show] = useState<View>({ kind: 'loading' })
  const open = async () => {
    show({ kind: 'loading' })
    if (token === '') return show({ kind: 'problem', problem: noToken })
    const preview = await usher.previewInvitation({ body: { token } })
    show(preview.ok ? { kind: preview.value.kind, preview: preview.value } : { kind: 'problem', ...preview })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    void open()
  }, [])

  const common = { usher, session, token, show }
  switch (view.kind) {
    case 'loading':
      return <Card title={words.moment} />
    case 'personal':
      return <PersonalInvitation {...common} preview={view.preview} />
    case 'link':
      return <LinkInvitation {...common} preview={view.preview} />
    case 'another':
      return <AnotherAddress session={session} preview={view.preview} />
    case 'problem':
      return <ProblemPage problem={view.problem} retry={open} />
    case 'sent':
      return (
        <Card title={words.lookIntoMailbox}>
          <p>{words.mailSent(view.email)}</p>
          <p className="quiet">{words.nothingThere}</p>
          <button type="button" className="plain" onClick={() => show({ ...view, kind: 'link' })}>
            {words.change}
          </button>
        </Card>
      )
    case 'joined': {
      const { accountName, email, signInUrl } = view.joined
      return (
        <Card title={words.welcome(accountName)}>
          <p>{view.signedIn ? words.welcomeSignedIn(email) : words.welcomeText(email)}</p>
          <a className="button" href={signInUrl}>
            {view.signedIn ? words.begin : words.signIn}
          </a>
        </Card>
      )
    }
  }
}

const noToken = { code: 'unknown_token', status: 404, detail: 'The address has no token' } as const
