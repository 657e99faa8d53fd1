/** Where the focus goes after a form was refused. */
import { type RefObject, useEffect, useRef } from 'react'

/** A field, or the first choice of a group. */
const refused = '[aria-invalid="true"], [data-refused] input:not(:disabled)'

/** For a form: moves the focus to its first invalid field whenever there's a new `refusal`. */
export const useFocusOnRefusal = (refusal: object): RefObject<HTMLFormElement | null> => {
  const form = useRef<HTMLFormElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same fields may be wrong again
  useEffect(() => form.current?.querySelector<HTMLElement>(refused)?.focus(), [refusal])
  return form
}
