/** The page for what cannot be: a refused invitation with its way on, or a failure that another try may not meet. */
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

/** Where somebody who can do something about it hears that they are waited for. */
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

/** Where they may have another mail, which has a code. */
const withCode: readonly string[] = ['invitation_replaced', 'invitation_expired']

/** Where they may have an account all the same. */
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

/** The token of a mail that confirms an address: whoever has it asks again at the invite link, of nobody. */
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
