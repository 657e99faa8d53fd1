/** The state of each line of a file before, while and after its people are invited. */
import type { CheckedLine } from '../../../shared/client/checked-people.ts'
import type { Outcome, Outcomes } from '../../../shared/client/import-people.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useRefusal } from '../ui/refused.ts'

export type LineState = 'ready' | 'wrong' | Outcome['outcome'] | 'open'

/** In the order in which the filter lists them. */
export const lineStates: readonly LineState[] = ['ready', 'invited', 'there', 'refused', 'wrong', 'open']

/** Before the import there are no outcomes, but it may be known who is already `present` in the account. */
export const stateOf = (
  { line, person }: CheckedLine,
  outcomes: Outcomes | undefined,
  present?: Outcomes,
): LineState => {
  if (!person) return 'wrong'
  return outcomes ? (outcomes.get(line)?.outcome ?? 'open') : (present?.get(line)?.outcome ?? 'ready')
}

/** Why a line wasn't invited, in the reader's words; empty if it was, or may still be. */
export const useReasons = (): ((line: CheckedLine, outcome: Outcome | undefined) => readonly string[]) => {
  const refusalOf = useRefusal()
  const problems = useWords('problems')
  const sentences: Readonly<Record<string, string>> = problems
  const { statuses } = useWords('users')
  const inWords = (errors: CheckedLine['problems']) =>
    Object.values(refusalOf({ errors }).fields).toReversed()
  return ({ problems: found }, outcome) => {
    if (outcome?.outcome === 'there') return outcome.userStatus ? [statuses[outcome.userStatus]] : []
    if (outcome?.outcome !== 'refused') return inWords(found)
    return outcome.errors.length > 0 ? inWords(outcome.errors) : [sentences[outcome.code] ?? problems.unknown]
  }
}
