/** Shows what an invitation is for, and redeems it on a click. Opening the page changes nothing. */
import { type ReactNode, useEffect, useState } from 'react'
import { usherClient } from '../../shared/client/client.ts'
import { ProductLinks } from '../start/product-links.tsx'
import type { Settings } from '../start/settings.ts'
import type { JoinSpeech } from '../words/join-words.ts'
import { AnotherAddress } from './another-address.tsx'
import { Brand } from './brand.tsx'
import { Card } from './card.tsx'
import { CodeForm } from './code-form.tsx'
import { DeclinedInvitation } from './decline.tsx'
import { forgetToken, keepToken } from './kept-token.ts'
import { LinkInvitation } from './link-invitation.tsx'
import { isMailToken, MailPreferences } from './mail-preferences.tsx'
import { PersonalInvitation } from './personal-invitation.tsx'
import { ProblemPage } from './problem-page.tsx'
import type { JoinSession } from './session.ts'
import { signInLink } from './sign-in-link.ts'
import { SpeechContext } from './speech.ts'
import { UsedInvitation } from './used-invitation.tsx'
import type { View } from './view.ts'

type Props = {
  readonly speech: JoinSpeech
  readonly session: JoinSession | undefined
  /** Undefined if it couldn't be read. */
  readonly product: Pick<Settings, 'productName' | 'brand'> | undefined
  /** Undefined if the URL has none, because some email programs strip it. */
  readonly token: string | undefined
  /** Whether the URL had something in its place. */
  readonly cut: boolean
}

export const JoinPage = ({ product, ...props }: Props) => (
  <SpeechContext value={props.speech}>
    {product && <Brand name={product.productName} brand={product.brand} />}
    <main aria-live="polite">
      {props.token !== undefined && isMailToken(props.token) ? (
        <MailPreferences token={props.token} />
      ) : (
        <Invitation {...props} />
      )}
    </main>
    {product && (
      <ProductLinks
        links={product.brand.links}
        words={props.speech.words.productLinks}
        label={props.speech.words.productLinksOf}
        className="links"
      />
    )}
  </SpeechContext>
)

const Invitation = ({ speech: { words }, session, cut, ...given }: Omit<Props, 'product'>): ReactNode => {
  const [usher] = useState(() => usherClient({ token: () => session?.idToken() }))
  const [token, setToken] = useState(given.token ?? '')
  const [view, show] = useState<View>({ kind: 'loading' })
  const open = async (of = token) => {
    if (of === '') return show({ kind: 'code', cut })
    show({ kind: 'loading' })
    const answer = await usher.previewInvitation({ body: { token: of } })
    if (!answer.ok) {
      if (answer.problem.code !== 'unknown_token') return show({ kind: 'problem', ...answer })
      forgetToken()
      return show({ kind: 'code', cut: true })
    }
    const preview = answer.value
    if (preview.status === 'requested')
      return show({ kind: 'requested', accountName: preview.accountName, email: preview.email ?? '' })
    if (preview.status !== 'active') return show({ kind: preview.kind, preview })
    // This changes nothing any more, and it's the only way for the page to learn whether they're the same person.
    const mine = session && (await usher.redeemSignedIn({ body: { token: of } }))
    show({ kind: 'used', preview, mine: mine?.ok === true })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    void open()
  }, [])
  const found = (of: string) => {
    keepToken(of)
    setToken(of)
    return open(of)
  }

  const common = { usher, session, token, show }
  switch (view.kind) {
    case 'loading':
      return <Card title={words.moment} />
    case 'code':
      return <CodeForm usher={usher} cut={view.cut} found={found} />
    case 'personal':
      return <PersonalInvitation {...common} preview={view.preview} />
    case 'used':
      return <UsedInvitation session={session} preview={view.preview} mine={view.mine} />
    case 'link':
      return <LinkInvitation {...common} preview={view.preview} />
    case 'requested':
      return (
        <Card title={words.requested(view.accountName)}>
          <p>{words.requestedText(view.email)}</p>
          <a className="button" href="/sign-in">
            {words.signIn}
          </a>
        </Card>
      )
    case 'declined':
      return <DeclinedInvitation preview={view.preview} />
    case 'another':
      return <AnotherAddress session={session} preview={view.preview} />
    case 'problem':
      return (
        <ProblemPage
          usher={usher}
          token={token}
          problem={view.problem}
          retry={open}
          enterCode={() => show({ kind: 'code', cut: false })}
        />
      )
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
          <a className="button" href={view.signedIn ? signInUrl : signInLink(signInUrl, email)}>
            {view.signedIn ? words.begin : words.signIn}
          </a>
        </Card>
      )
    }
  }
}
