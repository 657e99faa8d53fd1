/** The field for the end of a guest's access: a day, at the end of which they lose access. */
import { TextInput } from '@mantine/core'
import { endOfDay } from '../../../shared/client/day.ts'
import { administratorRoleId } from '../../../shared/contract/permissions.ts'
import { useWords } from '../../words/portal-words.tsx'

type Props = {
  /** The time, if set. */
  readonly value: string | undefined
  readonly onChange: (accessUntil: string | undefined) => void
  readonly roleIds: readonly string[]
  readonly error: string | undefined
}

export const AccessUntil = ({ value, onChange, roleIds, error }: Props) => {
  const words = useWords('users')
  const administrator = roleIds.includes(administratorRoleId)
  return (
    <TextInput
      type="date"
      label={words.accessUntil}
      description={administrator ? words.accessUntilNotForAdministrators : words.accessUntilHint}
      disabled={administrator && value === undefined}
      value={value === undefined ? '' : dayOf(value)}
      onChange={({ currentTarget }) => onChange(endOfDay(currentTarget.value))}
      error={error}
    />
  )
}

/** A time's day in the reader's time zone, in the format of the browser's own field. */
const dayOf = (iso: string): string => {
  const time = new Date(iso)
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}
