/** Which part of the list is shown, and the way to the next: by cursor, because the store has no page numbers. */
import { Button, Group, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { pageSize, userPageQuery } from '../data/users.ts'
import type { View } from './filter.ts'
import { useCounts } from './use-counts.ts'

type Props = {
  readonly view: View
  readonly nextCursor: string | undefined
  readonly shown: number
  readonly updating: boolean
}

export const UserPager = ({ view, nextCursor, shown, updating }: Props) => {
  const words = useWords('users')
  const usher = useUsher()
  const queries = useQueryClient()
  const { accountId } = useAccount()
  const { filter, cursor, next, previous, previousIsFirst } = view
  // biome-ignore lint/correctness/useExhaustiveDependencies: the cursor stands for the filter that it came with
  useEffect(() => {
    if (nextCursor) void queries.prefetchQuery(userPageQuery(usher, accountId, filter, nextCursor))
  }, [nextCursor])
  const turn = (go: () => void) => () => {
    go()
    scrollTo({ top: 0 })
  }
  return (
    <Group justify="space-between" mih={36}>
      <Text size="sm" c="dimmed" role="status">
        {updating ? words.updating : <Range view={view} shown={shown} more={nextCursor !== undefined} />}
      </Text>
      {(cursor !== undefined || nextCursor !== undefined) && (
        <Group component="nav" gap="xs" aria-label={words.pages}>
          {cursor !== undefined && (
            <Button
              variant="default"
              size="sm"
              leftSection={<IconChevronLeft size={16} aria-hidden />}
              onClick={turn(previous)}
            >
              {previousIsFirst ? words.firstPage : words.previousPage}
            </Button>
          )}
          {nextCursor !== undefined && (
            <Button
              variant="default"
              size="sm"
              rightSection={<IconChevronRight size={16} aria-hidden />}
              onClick={turn(() => next(nextCursor))}
            >
              {words.nextPage}
            </Button>
          )}
        </Group>
      )}
    </Group>
  )
}

type RangeProps = { readonly view: View; readonly shown: number; readonly more: boolean }

/** `1–50 of 61`, without the total if it's unknown (as with a filter), and nothing after a bookmark of a later page. */
const Range = ({ view: { filter, filters, pageNumber }, shown, more }: RangeProps) => {
  const words = useWords('users')
  const counts = useCounts()
  if (shown === 0 || pageNumber === undefined) return null
  const from = (pageNumber - 1) * pageSize + 1
  const to = from + shown - 1
  const all = !more ? String(to) : filters === 0 ? counts[filter.view ?? 'all'] : undefined
  return all === undefined ? words.rangeOnly(from, to) : words.range(from, to, all)
}
