/**
 * An invitation that has been used. The person who opens it may be somebody else, so it says who used it and who is
 * signed in.
 */
import type { Preview } from '../../shared/contract/invitations.ts'
import { Card } from './card.tsx'
import type { JoinSession } from './session.ts'
import { useJoinSpeech } from './speech.ts'

type Props = {
  readonly session: JoinSession | undefined
  readonly preview: Preview
  /** Whether the signed-in person used it. */
  readonly mine: boolean
}

export const UsedInvitation = ({ session, preview: { accountName, email = '' }, mine }: Props) => {
  const { words } = useJoinSpeech()
  if (session && mine)
    return (
      <Card title={words.alreadyIn(accountName)}>
        <p>{words.nothingToAccept}</p>
        <a className="button" href="/">
          {words.begin}
        </a>
      </Card>
    )
  return (
    <Card title={words.used}>
      <p>{words.usedText(email, accountName)}</p>
      {session ? (
        <>
          <p>{words.usedSignedIn(session.email)}</p>
          <a className="button" href="/">
            {words.continueAs(session.email)}
          </a>
          <button type="button" className="plain" onClick={() => session.signOut()}>
            {words.signInAsAnother}
          </button>
        </>
      ) : (
        <>
          <p>{words.usedSignIn(email)}</p>
          <a className="button" href="/sign-in">
            {words.signIn}
          </a>
        </>
      )}
    </Card>
  )
}
