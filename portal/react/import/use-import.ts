/** A running import: what became of each line so far, and how it ended. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { CheckedLine } from '../../../shared/client/checked-people.ts'
import type { ClientProblem } from '../../../shared/client/client.ts'
import { type ImportEnd, importPeople, type Outcomes } from '../../../shared/client/import-people.ts'
import { useAccount, usersChanged } from '../data/account.ts'
import { useUsher } from '../data/api.ts'

type Import = {
  readonly outcomes: Outcomes
  /** People who haven't been sent yet. */
  readonly open: number
  /** Undefined while it runs. */
  readonly end: ImportEnd | undefined
  /** The problem that it's waiting for. */
  readonly waitsFor: ClientProblem | undefined
  readonly stopping: boolean
  readonly stop: () => void
  readonly goOn: () => void
}

/** Starts at once. Ends after the current batch when its page is left. */
export const useImport = (lines: readonly CheckedLine[]): Import => {
  const usher = useUsher()
  const queries = useQueryClient()
  const { accountId } = useAccount()
  const [outcomes, setOutcomes] = useState<Outcomes>(new Map())
  const [end, setEnd] = useState<ImportEnd>()
  const [waitsFor, setWaitsFor] = useState<Import['waitsFor']>()
  const [run, setRun] = useState({ number: 1, stopping: false })
  const stopping = useRef<AbortController>(undefined)
  const open = lines.flatMap(({ line, person }) => (person && !outcomes.has(line) ? [{ line, person }] : []))

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is open when a run begins is what it is for
  useEffect(() => {
    const controller = new AbortController()
    stopping.current = controller
    const took = (results: Outcomes) => {
      setWaitsFor(undefined)
      setOutcomes((old) => new Map([...old, ...results]))
    }
    const { signal } = controller
    const begin = async () => {
      setEnd(await importPeople({ usher, accountId, lines: open, signal, took, waiting: setWaitsFor }))
      setWaitsFor(undefined)
      void usersChanged(queries, accountId)
    }
    void begin()
    return () => controller.abort()
  }, [run.number])

  return {
    outcomes,
    open: open.length,
    end,
    waitsFor,
    stopping: run.stopping,
    stop: () => {
      stopping.current?.abort()
      setRun({ ...run, stopping: true })
    },
    goOn: () => {
      setEnd(undefined)
      setRun({ number: run.number + 1, stopping: false })
    },
  }
}
