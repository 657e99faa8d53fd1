/** The invite link's options: until when, how often, for whom; and replacing it. */
import { Button, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { answered } from '../../../shared/client/answered.ts'
import { checked } from '../../../shared/contract/checked.ts'
import {
  type InviteLink,
  type InviteLinkChange,
  inviteLinkChange,
} from '../../../shared/contract/invitations.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { inviteLinkQuery } from '../data/link-query.ts'
import { Confirm } from '../ui/confirm.tsx'
import { useFocusOnRefusal } from '../ui/focus.ts'
import { type Refused, useRefusal } from '../ui/refused.ts'
import { useSay } from '../ui/say.ts'
import { FormEnd } from '../ui/window.tsx'
import { LinkLimits, useLinkLimits } from './link-limits.tsx'

type Props = { readonly link: InviteLink }

export const LinkOptions = ({ link }: Props) => {
  const words = useWords('invite')
  const usher = useUsher()
  const say = useSay()
  const queries = useQueryClient()
  const { accountId } = useAccount()
  const refusalOf = useRefusal()
  const limits = useLinkLimits(link)
  const [sending, setSending] = useState(false)
  const [replacing, setReplacing] = useState(false)
  const [refused, setRefused] = useState<Refused>({ fields: {} })
  const form = useFocusOnRefusal(refused)

  const put = (body: InviteLinkChange) => usher.putInviteLink({ accountId, body })
  const show = (changed: InviteLink) =>
    queries.setQueryData(inviteLinkQuery(usher, accountId).queryKey, changed)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const body = checked(inviteLinkChange, limits.change)
    const errors = [...(body.errors ?? []), ...limits.errors()]
    if (body.errors || errors.length > 0) return setRefused(refusalOf({ errors }))
    setSending(true)
    const answer = await put(body.data)
    setSending(false)
    if (!answer.ok) return setRefused(refusalOf(answer.problem))
    setRefused({ fields: {} })
    show(answer.value)
    say.done(words.linkSaved)
  }
  const { fields, whole } = refused
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="md">
        <LinkLimits limits={limits} maximumHint={words.linkMaximumHint} errors={fields} />
        <FormEnd refused={whole} sending={sending} action={words.saveOptions}>
          <Button variant="subtle" color="red" onClick={() => setReplacing(true)}>
            {words.replaceLink}
          </Button>
        </FormEnd>
      </Stack>
      {replacing && (
        <Confirm
          title={words.replaceTitle}
          text={words.replaceText}
          action={words.replaceLink}
          act={async () => {
            show(await answered(put({ rotate: true })))
            say.done(words.linkReplaced)
          }}
          close={() => setReplacing(false)}
        />
      )}
    </form>
  )
}
