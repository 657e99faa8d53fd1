/** What somebody has entered in the invite window, kept until it's sent or discarded. */
import { useCallback, useEffect, useState } from 'react'
import { useAccount } from '../data/account.ts'
import { type More, usualMore } from './more-fields.tsx'
import type { DraftPerson } from './people.ts'

export type Draft = {
  readonly people: readonly DraftPerson[]
  /** Text in the box that isn't a chip yet. */
  readonly typed: string
  /** Undefined until somebody chooses; then the default roles apply. */
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

/** Only in memory, by account: a draft survives a look at another page, but not the tab. */
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
