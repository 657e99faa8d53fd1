/** The page for problems: a refused invitation with a next step, or a failure that may pass on a retry. */
import type { ClientProblem, UsherClient } from '../../shared/client/client.ts'
import { AskAgain } from './ask-again.tsx'
import { Card } from './card.tsx'
import { useJoinSpeech } from './speech.ts'

type Props = {
  readonly usher: UsherClient
  readonly token: string
  readonly problem: ClientProblem
  readonly retry: () => unknown
  readonly enterCode: () => unknown
}

/** Problems about which somebody who can help is notified on request. */
const askable: readonly string[] = [
  'invitation_expired',
  'invitation_replaced',
  'invitation_revoked',
  'invitation_void',
  'invitation_declined',
  'link_replaced',
  'link_void',
  'link_deleted',
  'link_disabled',
  'link_expired',
  'link_used_up',
  'no_default_roles',
  'account_full',
  'address_not_allowed',
]

/** Problems for which they may have another email, which has a code. */
const withCode: readonly string[] = ['invitation_replaced', 'invitation_expired']

/** Problems despite which they may have an account. */
const withSignIn: readonly string[] = [
  'link_replaced',
  'link_void',
  'link_deleted',
  'link_disabled',
  'link_expired',
  'link_used_up',
  'no_default_roles',
  'user_suspended',
  'access_ended',
]

/** The token of an email that confirms an address: its owner asks again at the invite link, not an inviter. */
const isConfirmation = (token: string): boolean => token.startsWith('j.')

export const ProblemPage = ({ usher, token, problem, retry, enterCode }: Props) => {
  const { words } = useJoinSpeech()
  const pages: Readonly<Record<string, { title: string; text: string }>> = words.pages
  const { code } = problem
  const confirmation = isConfirmation(token)
  const page = confirmation && code === 'invitation_expired' ? pages.confirmation_expired : pages[code]
  if (!page)
    return (
      <Card title={words.failed}>
        <p>{words.failedText}</p>
        <button type="button" onClick={() => retry()}>
          {words.tryAgain}
        </button>
      </Card>
    )
  return (
    <Card title={page.title}>
      <p>{page.text}</p>
      {askable.includes(code) && !confirmation && (
        <AskAgain usher={usher} token={token} withAddress={code === 'invitation_revoked'} />
      )}
      {code === 'too_many_requests' && (
        <button type="button" onClick={() => retry()}>
          {words.tryAgain}
        </button>
      )}
      {withCode.includes(code) && (
        <button type="button" className="plain" onClick={() => enterCode()}>
          {words.haveCode}
        </button>
      )}
      {withSignIn.includes(code) && (
        <a className="plain" href="/sign-in">
          {words.signIn}
        </a>
      )}
    </Card>
  )
}
