/** What an invitation may have besides: a message and a period. */
import { NativeSelect, Textarea } from '@mantine/core'
import { useWords } from '../words/portal-words.tsx'

/** Hours that an invitation is good for, of the contract's 1 to 720. */
const periods = [24, 72, 168, 336, 720] as const
export const usualPeriod = 168

type Props = {
  readonly message: string
  readonly setMessage: (message: string) => void
  readonly hours: number
  readonly setHours: (hours: number) => void
  readonly error: string | undefined
}

export const MoreFields = ({ message, setMessage, hours, setHours, error }: Props) => {
  const words = useWords('invite')
  return (
    <>
      <Textarea
        label={words.message}
        description={words.messageHint}
        autosize
        minRows={2}
        maxRows={6}
        value={message}
        onChange={({ currentTarget }) => setMessage(currentTarget.value)}
        error={error}
      />
      <NativeSelect
        label={words.period}
        value={String(hours)}
        onChange={({ currentTarget }) => setHours(Number(currentTarget.value))}
        data={periods.map((period) => ({ value: String(period), label: words.periods[period] }))}
      />
    </>
  )
}
