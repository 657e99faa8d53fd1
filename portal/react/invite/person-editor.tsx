/** Address and name of one person in the box, with what's wrong with them. */
import { Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { fieldError } from '../../../shared/contract/field-errors.ts'
import type { User } from '../../../shared/contract/users.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useTopLayer } from '../ui/layers.ts'
import { useRefusal } from '../ui/refused.ts'
import { Tiles } from '../ui/tiles.tsx'
import { type DraftPerson, faultOf } from './people.ts'
import classes from './people-box.module.css'

type Props = {
  readonly person: DraftPerson
  readonly present: User | undefined
  readonly openUser: ((userId: string) => void) | undefined
  readonly save: (values: Pick<DraftPerson, 'email' | 'name' | 'externalId'>) => void
  readonly close: () => void
}

export const PersonEditor = ({ person, present, openUser, save, close }: Props) => {
  const words = useWords('invite')
  const fields = useWords('fields')
  const frame = useWords('frame')
  const refusalOf = useRefusal()
  const [email, setEmail] = useState(person.email)
  const [name, setName] = useState(person.name)
  const [externalId, setExternalId] = useState(person.externalId)
  const first = useRef<HTMLInputElement>(null)
  const fault = faultOf(person.email)
  const sentence = fault && refusalOf({ errors: [fieldError('email', fault)] }).fields.email
  // Escape closes only these fields.
  useTopLayer(true)
  useEffect(() => first.current?.focus(), [])
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close()
    if (event.key !== 'Enter' || event.target instanceof HTMLButtonElement) return
    // Doesn't submit the surrounding form.
    event.preventDefault()
    save({ email, name, externalId })
  }
  const unchanged = email === person.email
  return (
    <fieldset className={classes.editor} aria-label={words.edit(person.email)} onKeyDown={press}>
      <Stack gap="sm">
        <Tiles least="13rem" gap="sm">
          <TextInput
            ref={fault ? first : undefined}
            type="text"
            inputMode="email"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            label={words.email}
            value={email}
            onChange={({ currentTarget }) => setEmail(currentTarget.value)}
            error={unchanged && sentence}
          />
          <TextInput
            ref={fault ? undefined : first}
            autoComplete="off"
            label={words.name}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          {person.externalId !== undefined && (
            <TextInput
              autoComplete="off"
              spellCheck={false}
              label={fields.externalId}
              value={externalId}
              onChange={({ currentTarget }) => setExternalId(currentTarget.value)}
            />
          )}
        </Tiles>
        {person.refused && (
          <Text size="sm" c="var(--mantine-color-error)">
            {person.refused}
          </Text>
        )}
        <Group justify="space-between">
          {present && openUser ? (
            <Anchor component="button" type="button" size="sm" onClick={() => openUser(present.userId)}>
              {words.openUser}
            </Anchor>
          ) : (
            <span />
          )}
          <Group gap="xs">
            <Button size="xs" variant="default" onClick={close}>
              {frame.cancel}
            </Button>
            <Button size="xs" onClick={() => save({ email, name, externalId })}>
              {words.apply}
            </Button>
          </Group>
        </Group>
      </Stack>
    </fieldset>
  )
}
