/** A personal invitation: who invites whom to what and as what, and one button. */
import { useState } from 'react'
import { Card } from './card.tsx'
import { useJoinSpeech } from './speech.ts'
import type { InvitationProps } from './view.ts'

export const PersonalInvitation = ({ usher, session, token, show, preview }: InvitationProps) => {
  const { words, date, list } = useJoinSpeech()
  const [waiting, setWaiting] = useState(false)
  const { status, accountName, invitedBy, roleNames, email = '', expiresAt } = preview
  const join = async () => {
    setWaiting(true)
    const mine = session && (await usher.redeemSignedIn({ body: { token } }))
    // A session that has ended meanwhile counts for nothing: the mail proves the address as well.
    const answer =
      mine === undefined || (!mine.ok && mine.problem.code === 'not_signed_in')
        ? await usher.redeemInvitation({ body: { token } })
        : mine
    if (!answer.ok)
      return answer.problem.code === 'signed_in_as_another'
        ? show({ kind: 'another', preview })
        : show({ kind: 'problem', problem: answer.problem })
    if (answer.value.status === 'active')
      show({ kind: 'joined', joined: answer.value, signedIn: answer === mine })
  }
  if (status === 'active')
    return (
      <Card title={words.alreadyIn(accountName)}>
        <p>{session ? words.nothingToAccept : words.alreadyInText}</p>
        <a className="button" href={session ? '/' : '/sign-in'}>
          {session ? words.begin : words.signIn}
        </a>
      </Card>
    )
  const roles = list(roleNames)
  return (
    <Card title={words.join(accountName)}>
      <p>{invitedBy ? words.invites(invitedBy, accountName, roles) : words.invited(accountName, roles)}</p>
      <p className="quiet">
        {words.for(email)} {expiresAt && words.until(date(expiresAt))}
      </p>
      <button type="button" disabled={waiting} aria-busy={waiting} onClick={join}>
        {words.join(accountName)}
      </button>
    </Card>
  )
}
