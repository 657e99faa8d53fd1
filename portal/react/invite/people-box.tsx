/** The box that accepts anything: typed or pasted addresses, each of which becomes a chip that can be corrected. */
import { Anchor, Input, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type ClipboardEvent, type KeyboardEvent, type RefObject, useEffect, useId, useState } from 'react'
import { normalizedAddress } from '../../../shared/contract/address.ts'
import type { User } from '../../../shared/contract/users.ts'
import { useWords } from '../../words/portal-words.tsx'
import { PastedRest } from './pasted-rest.tsx'
import { type Added, type DraftPerson, faultOf, textOf, withChange, withText } from './people.ts'
import classes from './people-box.module.css'
import { PersonChip } from './person-chip.tsx'
import { PersonEditor } from './person-editor.tsx'

/** Milliseconds without a keystroke after which an address is looked up. */
const pauseBeforeLookUp = 300

/** The address being typed, once it's complete and typing has paused. */
export const useTypedAddress = (typed: string): string | undefined => {
  const address = normalizedAddress(typed)
  const [settled] = useDebouncedValue(address, pauseBeforeLookUp)
  return address === settled ? settled : undefined
}

type Props = {
  readonly people: readonly DraftPerson[]
  readonly typed: string
  readonly change: (part: { people?: readonly DraftPerson[]; typed?: string }) => void
  /** Who is already in the account, by address. */
  readonly present: ReadonlyMap<string, User>
  readonly openUser: ((userId: string) => void) | undefined
  readonly error: string | undefined
  readonly field: RefObject<HTMLInputElement | null>
}

export const PeopleBox = ({ people, typed, change, present, openUser, error, field }: Props) => {
  const words = useWords('invite')
  const id = useId()
  const [editing, setEditing] = useState<string>()
  const [rest, setRest] = useState<Pick<Added, 'aside' | 'left'>>()
  const edited = people.find(({ email }) => email === editing)

  const take = (text: string) => {
    const { people: all, aside, left } = withText(people, text)
    change({ people: all, typed: '' })
    setRest((old) => ({ aside: [...(old?.aside ?? []), ...aside], left: (old?.left ?? 0) + left }))
  }
  const focusField = () => field.current?.focus()
  // The window itself has looked for it before the roles were there.
  useEffect(() => field.current?.focus(), [field])
  const remove = (email: string) => {
    change({ people: people.filter((one) => one.email !== email) })
    if (email === editing) setEditing(undefined)
    focusField()
  }
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const text = typed.trim()
    const last = people.at(-1)
    if (text !== '' && !event.nativeEvent.isComposing && ends(event.key, text)) {
      // Tab still moves on to the next field.
      if (event.key !== 'Tab') event.preventDefault()
      take(text)
    } else if (event.key === 'Backspace' && typed === '' && last) {
      event.preventDefault()
      change({ people: people.slice(0, -1), typed: textOf(last) })
    }
  }
  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData('text')
    if (!/[@＠\n\r]/.test(pasted)) return
    event.preventDefault()
    const { selectionStart, selectionEnd, value } = event.currentTarget
    take(value.slice(0, selectionStart ?? 0) + pasted + value.slice(selectionEnd ?? value.length))
  }
  return (
    <Stack gap="xs">
      <Input.Wrapper
        label={words.people}
        description={words.peopleHint}
        labelProps={{ htmlFor: id }}
        descriptionProps={{ id: `${id}-hint` }}
        error={error}
        errorProps={{ id: `${id}-error`, role: 'alert' }}
        inputWrapperOrder={['label', 'description', 'input', 'error']}
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: a larger target for the mouse; the keyboard has the field */}
        <div
          className={classes.box}
          data-wrong={error ? true : undefined}
          onClick={({ target, currentTarget }) => target === currentTarget && focusField()}
        >
          {people.length > 0 && (
            <ul className={classes.people} aria-label={words.peopleList}>
              {people.map((person) => (
                <PersonChip
                  key={person.email}
                  person={person}
                  present={present.get(person.email)}
                  editing={person.email === editing}
                  edit={() => setEditing(person.email === editing ? undefined : person.email)}
                  remove={() => remove(person.email)}
                />
              ))}
            </ul>
          )}
          <input
            ref={field}
            id={id}
            className={classes.field}
            type="text"
            inputMode="email"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            data-autofocus
            placeholder={people.length === 0 ? words.peoplePlaceholder : undefined}
            value={typed}
            aria-invalid={error ? true : undefined}
            aria-describedby={`${id}-hint${error ? ` ${id}-error` : ''}`}
            onChange={({ currentTarget }) => change({ typed: currentTarget.value.trimStart() })}
            onKeyDown={press}
            onPaste={paste}
            onBlur={() => typed.includes('@') && take(typed)}
          />
        </div>
      </Input.Wrapper>
      <TypedHint typed={typed} present={present} openUser={openUser} />
      {edited && (
        <PersonEditor
          key={edited.email}
          person={edited}
          present={present.get(edited.email)}
          openUser={openUser}
          save={(values) => {
            change({ people: withChange(people, edited.email, values) })
            setEditing(undefined)
            focusField()
          }}
          close={() => {
            setEditing(undefined)
            focusField()
          }}
        />
      )}
      <PastedRest rest={rest} />
    </Stack>
  )
}

/** Whether a key ends the entry: a comma within a name ("Lee, Ann") and a blank before an address don't. */
const ends = (key: string, text: string): boolean => {
  if (key === 'Enter') return true
  if (key === ',' || key === ';' || key === 'Tab') return text.includes('@')
  return key === ' ' && faultOf(text) === undefined
}

type HintProps = Pick<Props, 'typed' | 'present' | 'openUser'>

/** Says who has the address being typed, before it becomes a chip. */
const TypedHint = ({ typed, present, openUser }: HintProps) => {
  const words = useWords('invite')
  const user = present.get(normalizedAddress(typed) ?? '')
  return (
    <div role="status">
      {user && (
        <Text size="sm">
          {words.typedIsThere(user.name, user.acceptedAt !== undefined)}{' '}
          {openUser && (
            <Anchor component="button" type="button" size="sm" onClick={() => openUser(user.userId)}>
              {words.openUser}
            </Anchor>
          )}
        </Text>
      )}
    </div>
  )
}
