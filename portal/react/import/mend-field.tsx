/** A wrong cell in its row, to be corrected there; Enter goes on to the next one. */
import { TextInput } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { useWords } from '../../words/portal-words.tsx'
import type { WrongCell } from './mends.ts'

type Props = { readonly line: number; readonly cell: WrongCell }

export const MendField = ({ line, cell: { field, text, mend } }: Props) => {
  const words = useWords('importing')
  const [typed, setTyped] = useState(text)
  const apply = () => {
    if (typed.trim() !== text) mend(typed)
  }
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    const fields = [...document.querySelectorAll<HTMLInputElement>('[data-mend]')]
    const next = fields[fields.indexOf(event.currentTarget) + 1] ?? document.getElementById('lines')
    apply()
    next?.focus()
  }
  return (
    <TextInput
      size="xs"
      data-mend
      aria-label={words.mend(words.fields[field], line)}
      placeholder={words.fields[field]}
      value={typed}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={apply}
      onKeyDown={press}
    />
  )
}
