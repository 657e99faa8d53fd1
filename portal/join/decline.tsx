/** An unobtrusive way to decline an invitation, which asks for confirmation, and what's shown afterwards. */
import { useState } from 'react'
import type { Preview } from '../../shared/contract/invitations.ts'
import { Card } from './card.tsx'
import { useJoinSpeech } from './speech.ts'
import type { InvitationProps } from './view.ts'

type Props = Pick<InvitationProps, 'usher' | 'token' | 'show' | 'preview'>

/** For an email that confirms an address, it says that they didn't ask for it. */
export const Decline = ({ usher, token, show, preview }: Props) => {
  const { words } = useJoinSpeech()
  const [state, setState] = useState<'quiet' | 'asking' | 'waiting'>('quiet')
  const { accountName, asksName = false } = preview
  if (state === 'quiet')
    return (
      <button type="button" className="plain" onClick={() => setState('asking')}>
        {asksName ? words.notMe : words.decline}
      </button>
    )
  const decline = async () => {
    setState('waiting')
    const answer = await usher.declineInvitation({ body: { token } })
    show(answer.ok ? { kind: 'declined', preview } : { kind: 'problem', problem: answer.problem })
  }
  return (
    <section aria-labelledby="decline" className="notice decline">
      <strong id="decline">
        {asksName ? words.declineConfirmationTitle : words.declineTitle(accountName)}
      </strong>
      <p>{asksName ? words.declineConfirmationText(accountName) : words.declineText}</p>
      <button type="button" disabled={state === 'waiting'} onClick={decline}>
        {asksName ? words.forgetYes : words.declineYes}
      </button>
      <button type="button" className="plain" onClick={() => setState('quiet')}>
        {words.keep}
      </button>
    </section>
  )
}

export const DeclinedInvitation = ({
  preview: { accountName, asksName = false },
}: {
  readonly preview: Preview
}) => {
  const { words } = useJoinSpeech()
  return (
    <Card title={asksName ? words.forgotten : words.declined(accountName)}>
      <p>{asksName ? words.forgottenText : words.declinedText}</p>
    </Card>
  )
}
