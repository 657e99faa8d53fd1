/** What somebody has entered in the window that invites, kept until it is sent or discarded. */
import { useCallback, useEffect, useState } from 'react'
import { useAccount } from '../data/account.ts'
import { type More, usualMore } from './more-fields.tsx'
import type { DraftPerson } from './people.ts'

export type Draft = {
  readonly people: readonly DraftPerson[]
  /** What stands in the box and is no chip yet. */
  readonly typed: string
  /** The default roles until somebody chooses. */
  readonly roleIds: readonly string[] | undefined
  readonly phone: string
  readonly accessUntil: string | undefined
  readonly sendEmail: boolean
  readonly more: More
}

export const emptyDraft: Draft = {
  people: [],
  typed: '',
  roleIds: undefined,
  phone: '',
  accessUntil: undefined,
  sendEmail: true,
  more: usualMore,
}

/** Whether something was entered that would be a pity to lose. */
export const isBegun = ({ people, typed, phone, more }: Draft): boolean =>
  people.length > 0 || typed.trim() !== '' || phone !== '' || more.message.trim() !== ''

/** In memory alone, by account: what was entered outlives a look at another page, and not the tab. */
const kept = new Map<string, Draft>()

export type DraftState = {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
  readonly clear: () => void
}

export const useDraft = (): DraftState => {
  const { accountId } = useAccount()
  const [draft, setDraft] = useState(() => kept.get(accountId) ?? emptyDraft)
  useEffect(() => {
    kept.set(accountId, draft)
  }, [accountId, draft])
  return {
    draft,
    change: useCallback((part) => setDraft((old) => ({ ...old, ...part })), []),
    clear: useCallback(() => setDraft(emptyDraft), []),
  }
}
