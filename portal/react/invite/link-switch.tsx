/** Turns the invite link on and off immediately. */
import { Switch } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answered } from '../../../shared/client/answered.ts'
import type { InviteLink } from '../../../shared/contract/invitations.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { inviteLinkQuery } from '../data/link-query.ts'
import { useSay } from '../ui/say.ts'

export const LinkSwitch = ({ link: { enabled } }: { readonly link: InviteLink }) => {
  const words = useWords('invite')
  const usher = useUsher()
  const say = useSay()
  const queries = useQueryClient()
  const { accountId } = useAccount()
  const turn = useMutation({
    mutationFn: (on: boolean) => answered(usher.putInviteLink({ accountId, body: { enabled: on } })),
    onSuccess: (link) => {
      queries.setQueryData(inviteLinkQuery(usher, accountId).queryKey, link)
      say.done(link.enabled ? words.linkTurnedOn : words.linkTurnedOff)
    },
    onError: (error) => say.failed(words.linkNotTurned, error),
  })
  return (
    <Switch
      label={words.linkEnabled}
      description={words.linkEnabledHint}
      checked={enabled}
      disabled={turn.isPending}
      onChange={({ currentTarget }) => turn.mutate(currentTarget.checked)}
    />
  )
}
