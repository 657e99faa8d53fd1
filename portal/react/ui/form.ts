/** A form that the contract checks, that is then sent, and refused in words beside its fields. */
import { useState } from 'react'
import type * as z from 'zod/mini'
import type { ClientProblem } from '../../../shared/client/client.ts'
import { checked } from '../../../shared/contract/checked.ts'
import type { Schema } from '../../../shared/contract/operation.ts'
import { useFocusOnRefusal } from './focus.ts'
import { type Refused, useRefusal } from './refused.ts'

type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: ClientProblem }

/** Problems that are about one field, by code: the field, and the sentence that stands beside it. */
type Beside = Readonly<Record<string, Readonly<Record<string, string>>>>

export const useForm = (beside: Beside = {}) => {
  const refusalOf = useRefusal()
  const [sending, setSending] = useState(false)
  const [refused, setRefused] = useState<Refused>({ fields: {} })
  const form = useFocusOnRefusal(refused)
  /** What the API answered; undefined where the contract or the API has refused the draft. */
  const send = async <S extends Schema, Value>(
    schema: S,
    draft: unknown,
    request: (body: z.output<S>) => Promise<Answer<Value>>,
  ): Promise<Value | undefined> => {
    const body = checked(schema, draft)
    if (body.errors) {
      setRefused(refusalOf(body))
      return undefined
    }
    setSending(true)
    const answer = await request(body.data)
    setSending(false)
    if (answer.ok) {
      setRefused({ fields: {} })
      return answer.value
    }
    const fields = beside[answer.problem.code]
    setRefused(fields ? { fields } : refusalOf(answer.problem))
    return undefined
  }
  return { form, sending, refused, send }
}
