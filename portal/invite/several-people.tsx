/** The form that invites several people at once, with a result for each. */
import { Alert, Anchor, Button, CloseButton, Group, Loader, Stack, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { useAccount } from '../frame/account.ts'
import { importPath } from '../frame/paths.ts'
import type { Role } from '../roles/queries.ts'
import { useSpeech, useWords } from '../words/portal-words.tsx'
import type { RefusedInvitation, useInvite } from './invitation.ts'
import { MoreFields, usualMore } from './more-fields.tsx'
import type { Pasted, Person } from './pasted-people.ts'
import { usePresentUsers } from './present-users.ts'
import { preselectedRoles, RoleChoice } from './role-choice.tsx'
import classes from './several-people.module.css'

type Row = Person & { readonly state: 'waiting' | 'sending' | 'sent' | RefusedInvitation }

/** Invitations under way at once: few enough for an account's share of the API. */
const atOnce = 4

type Props = {
  readonly pasted: Pasted
  readonly roles: readonly Role[]
  readonly send: ReturnType<typeof useInvite>
  readonly back: () => void
  readonly close: () => void
}

export const SeveralPeople = ({ pasted, roles, send, back, close }: Props) => {
  const words = useWords('invite')
  const importWords = useWords('importing')
  const giver = useAccount()
  const { list } = useSpeech()
  const [rows, setRows] = useState<readonly Row[]>(() =>
    pasted.people.map((person) => ({ ...person, state: 'waiting' })),
  )
  const [roleIds, setRoleIds] = useState(() => preselectedRoles(giver, roles))
  const [more, setMore] = useState(usualMore)
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const result = useRef<HTMLDivElement>(null)
  // The field that was pasted into is gone.
  useEffect(() => form.current?.querySelector('input')?.focus(), [])

  const change = (email: string, values: Partial<Row>) =>
    setRows((old) => old.map((row) => (row.email === email ? { ...row, ...values } : row)))
  const inviteRow = async ({ email, name }: Row) => {
    change(email, { state: 'sending' })
    const outcome = await send({ email, name, roleIds, ...more })
    change(email, { state: 'user' in outcome ? 'sent' : outcome.refused })
  }
  const present = usePresentUsers(pasted.people.map(({ email }) => email))
  const open = rows.filter(({ email, state }) => state !== 'sent' && !present.has(email))
  const asked = rows.filter(({ email, state }) => state === 'sent' || !present.has(email))
  const sending = rows.some(({ state }) => state === 'sending')
  useEffect(() => {
    if (tried && !sending) result.current?.focus()
  }, [tried, sending])
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const queue = [...open]
    const work = async () => {
      for (let row = queue.shift(); row; row = queue.shift()) await inviteRow(row)
    }
    await Promise.all(Array.from({ length: atOnce }, work))
  }
  const leaveOut = (left: Row) => {
    const others = rows.filter(({ email }) => email !== left.email)
    if (others.length === 0) return back()
    setRows(others)
  }
  const firstRefusal = rows.map(({ state }) => state).find((state) => typeof state === 'object')
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="md">
        <div ref={result} tabIndex={-1} className={classes.result}>
          {tried && !sending && (
            <Alert role="status" color={open.length > 0 ? 'orange' : 'teal'}>
              {words.results(asked.length - open.length, asked.length)}
            </Alert>
          )}
        </div>
        {pasted.misread.length > 0 && (
          <Alert color="orange">{words.misread(list([...pasted.misread]))}</Alert>
        )}
        <Text size="sm" c="dimmed">
          {words.severalHint}{' '}
          <Anchor component={Link} to={importPath(giver.accountId)} inherit underline="always">
            {importWords.openFromSeveral}
          </Anchor>
        </Text>
        <ul className={classes.people}>
          {rows.map((row) => (
            <PersonRow
              key={row.email}
              row={row}
              isMember={row.state === 'waiting' && present.has(row.email)}
              rename={(name) => change(row.email, { name })}
              remove={() => leaveOut(row)}
            />
          ))}
        </ul>
        {open.length > 0 && (
          <>
            <RoleChoice
              roles={roles}
              value={roleIds}
              onChange={setRoleIds}
              error={firstRefusal?.fields.roleIds}
            />
            <MoreFields
              more={more}
              setMore={setMore}
              forced={Boolean(firstRefusal?.fields.message)}
              error={firstRefusal?.fields.message}
            />
          </>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={tried ? close : back} disabled={sending}>
            {tried ? words.done : words.oneAgain}
          </Button>
          {open.length > 0 ? (
            <Button type="submit" loading={sending}>
              {words.send(open.length)}
            </Button>
          ) : (
            <Button onClick={back}>{words.another}</Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}

type RowProps = {
  readonly row: Row
  readonly isMember: boolean
  readonly rename: (name: string) => void
  readonly remove: () => void
}

const PersonRow = ({ row: { email, name, state }, isMember, rename, remove }: RowProps) => {
  const words = useWords('invite')
  const problems = useWords('problems')
  const refused = typeof state === 'object' ? state : undefined
  return (
    <li className={classes.person}>
      <div className={classes.facts}>
        <Text size="sm" fw={550} className={classes.email}>
          {email}
        </Text>
        <TextInput
          size="xs"
          aria-label={words.nameOf(email)}
          value={name}
          readOnly={isMember || state === 'sent' || state === 'sending'}
          onChange={({ currentTarget }) => rename(currentTarget.value)}
          error={refused?.fields.name}
        />
        {isMember && (
          <Text size="sm" c="dimmed" mt={4}>
            {problems.user_exists}
          </Text>
        )}
        {refused && !refused.fields.name && (
          <Group gap={6} wrap="nowrap" c="var(--mantine-color-error)" mt={4}>
            <IconAlertTriangle size={16} aria-hidden />
            <Text size="sm">{Object.values(refused.fields)[0] ?? refused.whole}</Text>
          </Group>
        )}
      </div>
      {state === 'sent' && (
        <Group gap={4} c="var(--mantine-color-teal-light-color)" wrap="nowrap">
          <IconCheck size={18} aria-hidden />
          <Text size="sm">{words.sent}</Text>
        </Group>
      )}
      {state === 'sending' && <Loader size="sm" aria-label={words.sending} />}
      {(state === 'waiting' || refused) && <CloseButton aria-label={words.remove(email)} onClick={remove} />}
    </li>
  )
}
