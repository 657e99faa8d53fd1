/** The invite link's options: until when, how often, for whom; and replacing it. */
import { Button, NumberInput, Stack, Switch, TagsInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { answered } from '../../../shared/client/answered.ts'
import { checked } from '../../../shared/contract/checked.ts'
import { fieldError } from '../../../shared/contract/field-errors.ts'
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
import { localTime } from '../ui/local-time.ts'
import { type Refused, useRefusal } from '../ui/refused.ts'
import { useSay } from '../ui/say.ts'
import { FormEnd } from '../ui/window.tsx'

type Props = { readonly link: InviteLink }

export const LinkOptions = ({ link }: Props) => {
  const words = useWords('invite')
  const usher = useUsher()
  const say = useSay()
  const queries = useQueryClient()
  const { accountId } = useAccount()
  const refusalOf = useRefusal()
  const [ends, setEnds] = useState(localTime(link.expiresAt))
  const [maxUses, setMaxUses] = useState<number | string>(link.maxUses ?? '')
  const [domains, setDomains] = useState<string[]>(link.allowedDomains ?? [])
  const [approval, setApproval] = useState(link.needsApproval ?? false)
  const [sending, setSending] = useState(false)
  const [replacing, setReplacing] = useState(false)
  const [refused, setRefused] = useState<Refused>({ fields: {} })
  const form = useFocusOnRefusal(refused)

  const put = (body: InviteLinkChange) => usher.putInviteLink({ accountId, body })
  const show = (changed: InviteLink) =>
    queries.setQueryData(inviteLinkQuery(usher, accountId).queryKey, changed)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    // The field doesn't show seconds, so an untouched end is kept exactly.
    const changed = ends !== localTime(link.expiresAt)
    const body = checked(inviteLinkChange, {
      ...(changed && { expiresAt: ends === '' ? null : new Date(ends).toISOString() }),
      maxUses: maxUses === '' ? null : maxUses,
      allowedDomains: domains.length === 0 ? null : domains,
      ...(approval !== (link.needsApproval ?? false) && { needsApproval: approval }),
    })
    // The contract has no clock, and the API would only report it once everything else is valid.
    const isPast = changed && ends !== '' && new Date(ends) <= new Date()
    const past = isPast ? [fieldError('expiresAt', { code: 'not_in_future' })] : []
    if (body.errors || isPast) return setRefused(refusalOf({ errors: [...(body.errors ?? []), ...past] }))
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
        <Switch
          label={words.needsApproval}
          description={words.needsApprovalHint}
          checked={approval}
          onChange={({ currentTarget }) => setApproval(currentTarget.checked)}
        />
        <TextInput
          type="datetime-local"
          label={words.linkEnds}
          description={words.linkEndsHint}
          value={ends}
          onChange={({ currentTarget }) => setEnds(currentTarget.value)}
          error={fields.expiresAt}
        />
        <NumberInput
          label={words.linkMaximum}
          description={words.linkMaximumHint}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          value={maxUses}
          onChange={setMaxUses}
          error={fields.maxUses}
        />
        <TagsInput
          label={words.linkDomains}
          description={words.linkDomainsHint}
          placeholder="example.com"
          value={domains}
          onChange={setDomains}
          acceptValueOnBlur
          splitChars={[',', ' ', ';']}
          error={fields.allowedDomains}
        />
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
