/** A phone number with its country. While typing, it gives the form E.164, or the text if it isn't a number yet. */
import { Group, NativeSelect, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import {
  countries,
  countryNamed,
  countryOf,
  exampleOf,
  readersCountry,
  toE164,
} from '../../../shared/client/phone-number.ts'
import { useSpeech, useWords } from '../../words/portal-words.tsx'

type Props = {
  /** E.164. */
  readonly initial?: string | undefined
  readonly onChange: (phone: string) => void
  readonly error: string | undefined
}

export const PhoneField = ({ initial = '', onChange, error }: Props) => {
  const words = useWords('invite')
  const { language } = useSpeech()
  const [country, setCountry] = useState(() => countryOf(initial) ?? readersCountry())
  const [text, setText] = useState(initial)
  const options = useMemo(() => [...countries(language)], [language])
  const change = (typed: string, from: typeof country) => {
    setText(typed)
    setCountry(from)
    onChange(typed.trim() === '' ? '' : toE164(typed, from))
  }
  return (
    <Group gap="xs" align="flex-start" wrap="wrap">
      <NativeSelect
        flex="1 1 13.5rem"
        label={words.country}
        value={country}
        onChange={({ currentTarget: { value } }) => change(text, countryNamed(value) ?? country)}
        data={options}
      />
      <TextInput
        flex="2 1 12rem"
        type="tel"
        autoComplete="off"
        label={words.phone}
        placeholder={exampleOf(country)}
        value={text}
        onChange={({ currentTarget: { value } }) => change(value, country)}
        error={error}
      />
    </Group>
  )
}
