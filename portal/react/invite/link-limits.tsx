/** Whom an invite link lets in: whether an administrator approves them, until when, how many, and from where. */
import { NumberInput, Switch, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { fieldError } from '../../../shared/contract/field-errors.ts'
import type { SharedLink } from '../../../shared/contract/invite-links.ts'
import { useWords } from '../../words/portal-words.tsx'
import { localTime } from '../ui/local-time.ts'
import type { Refused } from '../ui/refused.ts'

type Limited = Partial<Pick<SharedLink, 'needsApproval' | 'expiresAt' | 'maxUses' | 'allowedDomains'>>

/** What the fields hold, and what that changes about the link. */
export const useLinkLimits = (link: Limited) => {
  const [approval, setApproval] = useState(link.needsApproval ?? false)
  const [ends, setEnds] = useState(localTime(link.expiresAt))
  const [maxUses, setMaxUses] = useState<number | string>(link.maxUses ?? '')
  const [domains, setDomains] = useState<string[]>(link.allowedDomains ?? [])
  // The field doesn't show seconds, so an untouched end is kept exactly.
  const movesEnd = ends !== localTime(link.expiresAt)
  return {
    values: { approval, ends, maxUses, domains },
    set: { setApproval, setEnds, setMaxUses, setDomains },
    change: {
      ...(approval !== (link.needsApproval ?? false) && { needsApproval: approval }),
      ...(movesEnd && { expiresAt: ends === '' ? null : new Date(ends).toISOString() }),
      maxUses: maxUses === '' ? null : maxUses,
      allowedDomains: domains.length === 0 ? null : domains,
    },
    /** The contract has no clock, and the API would only report a past end once everything else is valid. */
    errors: () =>
      movesEnd && ends !== '' && new Date(ends) <= new Date()
        ? [fieldError('expiresAt', { code: 'not_in_future' })]
        : [],
  }
}

type Props = {
  readonly limits: ReturnType<typeof useLinkLimits>
  readonly maximumHint: string
  readonly errors: Refused['fields']
}

export const LinkLimits = ({ limits: { values, set }, maximumHint, errors }: Props) => {
  const words = useWords('invite')
  return (
    <>
      <Switch
        label={words.needsApproval}
        description={words.needsApprovalHint}
        checked={values.approval}
        onChange={({ currentTarget }) => set.setApproval(currentTarget.checked)}
      />
      <TextInput
        type="datetime-local"
        label={words.linkEnds}
        description={words.linkEndsHint}
        value={values.ends}
        onChange={({ currentTarget }) => set.setEnds(currentTarget.value)}
        error={errors.expiresAt}
      />
      <NumberInput
        label={words.linkMaximum}
        placeholder={words.linkMaximumNone}
        description={maximumHint}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        value={values.maxUses}
        onChange={set.setMaxUses}
        error={errors.maxUses}
      />
      <TagsInput
        label={words.linkDomains}
        description={words.linkDomainsHint}
        placeholder={values.domains.length === 0 ? 'example.com' : ''}
        value={values.domains}
        onChange={set.setDomains}
        acceptValueOnBlur
        splitChars={[',', ' ', ';']}
        error={errors.allowedDomains}
      />
    </>
  )
}
