/** Asks before acting on several users, does it, and shows each result, with Undo if possible. */
import { Button, Group, Loader, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { User } from '../../../shared/contract/users.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { useRoles } from '../data/roles.ts'
import { hideUser, showUser } from '../data/users.ts'
import { Avatar } from '../ui/avatar.tsx'
import { useExplain } from '../ui/notice.tsx'
import { RoleChoice } from '../ui/role-choice.tsx'
import { Window } from '../ui/window.tsx'
import classes from './bulk.module.css'
import { act, type BulkAction, canBeUndone, undo } from './bulk.ts'

type Props = {
  readonly action: BulkAction
  readonly users: readonly User[]
  readonly close: () => void
  /** Instead of `close`, once it's done. */
  readonly done: () => void
}

type Result = 'waiting' | 'done' | 'undone' | Error

/** Concurrent requests: enough to be fast, few enough for the API's throttle. */
const atOnce = 4

export const BulkWindow = ({ action, users, close, done }: Props) => {
  const words = useWords('users').bulk
  const { cancel } = useWords('frame')
  const { mayGo, choice, roleIds } = useChosenRoles(action)
  const { results, running, run, revert } = useRun(action, users, roleIds)
  const succeeded = [...results.values()].filter((result) => result === 'done').length
  const started = results.size > 0
  const risky = action === 'suspend' || action === 'remove' || action === 'revoke'
  return (
    <Window onClose={started ? done : close} title={words.titles[action](users.length)} size="lg">
      <Stack gap="md">
        {!started && <Text>{words.texts[action]}</Text>}
        {!started && choice}
        {started && !running && (
          <Text role="status" fw={550}>
            {words.summary(succeeded, users.length)}
          </Text>
        )}
        <ul className={classes.list}>
          {users.map((user) => (
            <li key={user.userId} className={classes.item}>
              <Avatar id={user.userId} name={user.name} size={26} />
              <span className={classes.who} title={user.email}>
                {user.name}{' '}
                <Text span size="xs" c="dimmed">
                  {user.email}
                </Text>
              </span>
              <span className={classes.result}>
                <ResultOf result={results.get(user.userId)} />
              </span>
            </li>
          ))}
        </ul>
        <Group justify="flex-end">
          {started ? (
            <>
              {!running && succeeded > 0 && canBeUndone(action) && (
                <Button variant="default" onClick={revert}>
                  {words.undo}
                </Button>
              )}
              <Button data-autofocus loading={running} onClick={done}>
                {words.close}
              </Button>
            </>
          ) : (
            <>
              <Button variant="default" data-autofocus onClick={close}>
                {cancel}
              </Button>
              <Button color={risky ? 'red' : undefined} disabled={!mayGo} onClick={run}>
                {words[action]}
              </Button>
            </>
          )}
        </Group>
      </Stack>
    </Window>
  )
}

const useChosenRoles = (action: BulkAction) => {
  const roles = useRoles()
  const [roleIds, setRoleIds] = useState<readonly string[]>([])
  const choice: ReactNode = action === 'roles' && roles.data && (
    <RoleChoice roles={roles.data} value={roleIds} onChange={setRoleIds} error={undefined} />
  )
  return { roleIds, choice, mayGo: action !== 'roles' || roleIds.length > 0 }
}

/** Goes through the users, several at once, and keeps each result. */
const useRun = (action: BulkAction, users: readonly User[], roleIds: readonly string[]) => {
  const usher = useUsher()
  const queries = useQueryClient()
  const { accountId } = useAccount()
  const [results, setResults] = useState<ReadonlyMap<string, Result>>(new Map())
  const [running, setRunning] = useState(false)
  const through = async (those: readonly User[], step: (user: User) => Promise<Result>) => {
    setRunning(true)
    setResults((old) => new Map([...old, ...those.map(({ userId }) => [userId, 'waiting'] as const)]))
    const queue = [...those]
    const worker = async () => {
      for (let user = queue.shift(); user; user = queue.shift()) {
        const { userId } = user
        const result = await step(user).catch((error: Error) => error)
        setResults((old) => new Map(old).set(userId, result))
      }
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
    setRunning(false)
  }
  const at = { usher, accountId }
  return {
    results,
    running,
    run: () =>
      through(users, async (user) => {
        const after = await act(action, user, roleIds, at)
        if (after) showUser(queries, accountId, after)
        else hideUser(queries, accountId, user.userId)
        return 'done'
      }),
    revert: () =>
      through(
        users.filter(({ userId }) => results.get(userId) === 'done'),
        async (user) => {
          showUser(queries, accountId, await undo(action, user, at))
          return 'undone'
        },
      ),
  }
}

const ResultOf = ({ result }: { readonly result: Result | undefined }) => {
  const words = useWords('users').bulk
  const explain = useExplain()
  if (result === undefined) return null
  if (result === 'waiting') return <Loader size={14} aria-label={words.waiting} />
  if (result instanceof Error)
    return (
      <Text inherit c="var(--mantine-color-error)">
        {explain(result)}
      </Text>
    )
  return (
    <Text inherit c="dimmed">
      {words[result]}
    </Text>
  )
}
