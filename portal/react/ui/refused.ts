/** What was refused, by the contract before it was sent or by the API, as words beside the fields of a form. */

import { Refusal } from '../../../shared/client/answered.ts'
import type { ClientProblem } from '../../../shared/client/client.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useExplain } from './notice.tsx'

/** A sentence for each field, or one for the whole. */
export type Refused = {
  readonly fields: Readonly<Record<string, string>>
  readonly whole?: string
}

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string }

/**
 * The first sentence about each field, with the field's name before it (the contract's begin with "must" or "is");
 * for a problem that is about no field, what it means.
 */
export const useRefusal = (): ((
  refused: ClientProblem | { readonly issues: readonly Issue[] },
) => Refused) => {
  const names: Readonly<Record<string, string>> = useWords('fields')
  const message = useWords('message')
  const explain = useExplain()
  const fieldsOf = (issues: readonly Issue[]) =>
    Object.fromEntries(
      issues
        .map(({ path, message: english }): [string, string] => {
          const field = String(path[0] ?? '')
          return [field, `${names[field] ?? field} ${message(english)}.`]
        })
        .reverse(),
    )
  return (refused) => {
    if ('issues' in refused) return { fields: fieldsOf(refused.issues) }
    const errors = 'errors' in refused ? refused.errors : undefined
    if (!errors) return { fields: {}, whole: explain(new Refusal(refused)) }
    return { fields: fieldsOf(errors.map((error) => ({ ...error, path: error.path.split('.') }))) }
  }
}
