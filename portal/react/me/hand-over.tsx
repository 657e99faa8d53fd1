/** An administrator makes somebody else an administrator and leaves, in one change. */
import { Alert, Button, Group, Select, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { useLeave } from '../data/me.ts'
import { userPageQuery } from '../data/users.ts'
import { useExplain } from '../ui/notice.tsx'
import { useSay } from '../ui/say.ts'
import { Window } from '../ui/window.tsx'

/** Milliseconds without a keystroke after which people are searched. */
const pause = 250

export const HandOver = ({ close }: { readonly close: () => void }) => {
  const words = useWords('me')
  const { cancel } = useWords('frame')
  const { name, accountId, userId: mine } = useAccount()
  const usher = useUsher()
  const say = useSay()
  const explain = useExplain()
  const { handOver } = useLeave()
  const [chosen, setChosen] = useState<{ readonly userId: string; readonly label: string }>()
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed === chosen?.label ? '' : typed.trim(), pause)
  const people = useQuery({
    ...userPageQuery(usher, accountId, { view: 'members', status: 'active', search: search || undefined }),
    placeholderData: keepPreviousData,
  })
  const options = (people.data?.items ?? [])
    .filter(({ userId, accessUntil }) => userId !== mine && accessUntil === undefined)
    .map((user) => ({ value: user.userId, label: `${user.name} (${user.email})` }))
  const known = chosen && !options.some(({ value }) => value === chosen.userId)
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => handOver(chosen?.userId ?? ''),
    onSuccess: () => say.done(words.handedOver(name)),
  })
  return (
    <Window onClose={close} title={words.handOverTitle(name)}>
      <Stack gap="md">
        <Text>{words.handOverText}</Text>
        <Select
          data-autofocus
          searchable
          label={words.successor}
          placeholder={words.successorHint}
          nothingFoundMessage={people.isFetching ? words.searching : words.nobodyFound}
          data={known ? [...options, { value: chosen.userId, label: chosen.label }] : options}
          filter={({ options: found }) => found}
          value={chosen?.userId ?? null}
          onChange={(value, option) =>
            setChosen(value ? { userId: value, label: option?.label ?? value } : undefined)
          }
          searchValue={typed}
          onSearchChange={setTyped}
        />
        {error && (
          <Alert color="red" role="alert">
            {explain(error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {cancel}
          </Button>
          <Button
            color="red"
            autoContrast={false}
            loading={isPending}
            disabled={!chosen}
            onClick={() => mutate()}
          >
            {words.handOver}
          </Button>
        </Group>
      </Stack>
    </Window>
  )
}
