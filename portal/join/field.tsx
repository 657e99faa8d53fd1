/** A field with its label and, below it, its error. */
import { type ComponentProps, useId } from 'react'
import type { ClientProblem } from '../../shared/client/client.ts'
import { inWords } from '../../shared/contract/field-errors.ts'
import type { JoinSpeech } from '../words/join-words.ts'

/** An error for each refused field. */
export type Errors = Readonly<Record<string, string>>

/** Undefined if the problem isn't about fields. */
export const errorsOf = (problem: ClientProblem, { words }: JoinSpeech): Errors | undefined => {
  const errors = 'errors' in problem ? problem.errors : undefined
  const names: Readonly<Record<string, string>> = words.fieldNames
  return (
    errors &&
    Object.fromEntries(
      errors.map((error) => [error.path, inWords(words.fieldErrors, names[error.path] ?? error.path, error)]),
    )
  )
}

type Props = ComponentProps<'input'> & { readonly label: string; readonly error: string | undefined }

export const Field = ({ label, error, ...input }: Props) => {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        aria-invalid={error !== undefined}
        aria-describedby={error && `${id}-error`}
      />
      {error && (
        <p className="error" role="alert" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}
