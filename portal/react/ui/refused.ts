/** Refusals, by the contract before sending or by the API, as texts beside a form's fields. */

import { Refusal } from '../../../shared/client/answered.ts'
import type { ClientProblem } from '../../../shared/client/client.ts'
import { type FieldError, inWords } from '../../../shared/contract/field-errors.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useExplain } from './notice.tsx'

/** A sentence for each field, or one for the whole form. */
export type Refused = {
  readonly fields: Readonly<Record<string, string>>
  readonly whole?: string
}

/** The first sentence about each field; for a problem that isn't about a field, its meaning. */
export const useRefusal = (): ((
  refused: ClientProblem | { readonly errors: readonly FieldError[] },
) => Refused) => {
  const names: Readonly<Record<string, string>> = useWords('fields')
  const words = useWords('fieldErrors')
  const explain = useExplain()
  const sentence = (error: FieldError): readonly [string, string] => {
    const [field = ''] = error.path.split('.')
    return [field, inWords(words, names[field] ?? field, error)]
  }
  return (refused) => {
    const errors = 'errors' in refused ? refused.errors : undefined
    if (errors) return { fields: Object.fromEntries(errors.map(sentence).reverse()) }
    return { fields: {}, whole: 'detail' in refused ? explain(new Refusal(refused)) : '' }
  }
}
