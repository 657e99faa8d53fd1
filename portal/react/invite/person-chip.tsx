/** A person in the box: the name and the address, or what's wrong. Opens the fields to correct them. */
import { CloseButton } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { User } from '../../../shared/contract/users.ts'
import { useWords } from '../../words/portal-words.tsx'
import { type DraftPerson, faultOf } from './people.ts'
import classes from './people-box.module.css'

type Props = {
  readonly person: DraftPerson
  /** The user who already has the address. */
  readonly present: User | undefined
  readonly editing: boolean
  readonly edit: () => void
  readonly remove: () => void
}

export const PersonChip = ({ person, present, editing, edit, remove }: Props) => {
  const words = useWords('invite')
  const { email, name, refused } = person
  const fault = faultOf(email)
  const mark = fault
    ? words.noAddress
    : present
      ? words.there[present.acceptedAt === undefined ? 'pending' : 'member']
      : refused && words.refusedMark
  const kind = fault ? 'wrong' : present ? 'there' : refused ? 'wrong' : undefined
  return (
    <li className={classes.chip} data-kind={kind} data-editing={editing || undefined}>
      <button
        type="button"
        className={classes.open}
        aria-expanded={editing}
        title={refused ?? email}
        onClick={edit}
      >
        {kind === 'wrong' && <IconAlertTriangle size={14} aria-hidden style={{ alignSelf: 'center' }} />}
        {name && <span className={classes.text}>{name}</span>}
        <span className={`${classes.text} ${name ? classes.quiet : ''}`}>{email}</span>
        {mark && <span className={classes.mark}>{mark}</span>}
      </button>
      <CloseButton size="sm" radius="xl" aria-label={words.remove(email)} onClick={remove} />
    </li>
  )
}
