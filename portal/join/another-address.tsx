/** Shown to somebody who is signed in with another address than the invited one. Nothing was used up. */
import type { Preview } from '../../shared/contract/invitations.ts'
import { Card } from './card.tsx'
import type { JoinSession } from './session.ts'
import { useJoinSpeech } from './speech.ts'

type Props = { readonly session: JoinSession | undefined; readonly preview: Preview }

export const AnotherAddress = ({ session, preview }: Props) => {
  const { words } = useJoinSpeech()
  return (
    <Card title={words.another}>
      <p>{words.anotherText(session?.email ?? '', preview.email ?? '')}</p>
      <button type="button" onClick={() => session?.signOut()}>
        {words.signOutAndJoin}
      </button>
    </Card>
  )
}
