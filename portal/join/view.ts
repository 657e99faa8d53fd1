/** What the join page currently shows. */
import type { ClientProblem, Output, UsherClient } from '../../shared/client/client.ts'
import type { Preview, redeemInvitation } from '../../shared/contract/invitations.ts'
import type { JoinSession } from './session.ts'

export type Joined = Extract<Output<typeof redeemInvitation>, { status: 'active' }>

export type View =
  | { readonly kind: 'loading' }
  | { readonly kind: 'code'; readonly cut: boolean }
  | { readonly kind: 'personal'; readonly preview: Preview }
  | { readonly kind: 'used'; readonly preview: Preview; readonly mine: boolean }
  | { readonly kind: 'link'; readonly preview: Preview }
  | { readonly kind: 'sent'; readonly email: string; readonly preview: Preview }
  | { readonly kind: 'joined'; readonly joined: Joined; readonly signedIn: boolean }
  | { readonly kind: 'requested'; readonly accountName: string; readonly email: string }
  | { readonly kind: 'declined'; readonly preview: Preview }
  | { readonly kind: 'another'; readonly preview: Preview }
  | { readonly kind: 'problem'; readonly problem: ClientProblem }

/** What a page needs to show an invitation and redeem it. */
export type InvitationProps = {
  readonly usher: UsherClient
  readonly session: JoinSession | undefined
  readonly token: string
  readonly preview: Preview
  readonly show: (view: View) => void
}
