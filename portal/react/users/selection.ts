/** Which users on the page are selected. Another page or another filter starts with none. */
import { useState } from 'react'
import type { User } from '../../../shared/contract/users.ts'

export type Selection = {
  readonly users: readonly User[]
  readonly some: boolean
  readonly all: boolean
  /** Whether the checkboxes are shown on a phone, where they only appear on request. */
  readonly choosing: boolean
  readonly choose: () => void
  readonly has: (userId: string) => boolean
  readonly toggle: (userId: string) => void
  readonly toggleAll: () => void
  readonly clear: () => void
}

/** `page` names what's shown; the selection is cleared when it changes. */
export const useSelection = (users: readonly User[], page: string): Selection => {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const [of, setOf] = useState(page)
  const [choosing, setChoosing] = useState(false)
  if (of !== page) {
    setOf(page)
    setIds(new Set())
  }
  const selected = users.filter(({ userId }) => ids.has(userId))
  const all = users.length > 0 && selected.length === users.length
  return {
    users: selected,
    some: selected.length > 0,
    all,
    choosing,
    choose: () => setChoosing(true),
    has: (userId) => ids.has(userId),
    toggle: (userId) => setIds((old) => old.symmetricDifference(new Set([userId]))),
    toggleAll: () => setIds(all ? new Set() : new Set(users.map(({ userId }) => userId))),
    clear: () => {
      setIds(new Set())
      setChoosing(false)
    },
  }
}
