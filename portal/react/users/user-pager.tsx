/** From page to page of a list that has no numbers, by its cursor. The next page is read ahead. */
import { Button, Group } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { userPageQuery } from '../data/users.ts'
import type { useView } from './filter.ts'

type Props = { readonly view: ReturnType<typeof useView>; readonly nextCursor: string | undefined }

export const UserPager = ({ view, nextCursor }: Props) => {
  const words = useWords('users')
  const usher = useUsher()
  const queries = useQueryClient()
  const { accountId } = useAccount()
  const { filter, cursor, next, previous, previousIsFirst } = view
  // biome-ignore lint/correctness/useExhaustiveDependencies: the cursor stands for the filter that it came with
  useEffect(() => {
    if (nextCursor) void queries.prefetchQuery(userPageQuery(usher, accountId, filter, nextCursor))
  }, [nextCursor])
  if (cursor === undefined && nextCursor === undefined) return null
  const turn = (go: () => void) => () => {
    go()
    scrollTo({ top: 0 })
  }
  return (
    <Group component="nav" justify="center" aria-label={words.pages}>
      {cursor !== undefined && (
        <Button
          variant="default"
          leftSection={<IconChevronLeft size={16} aria-hidden />}
          onClick={turn(previous)}
        >
          {previousIsFirst ? words.firstPage : words.previousPage}
        </Button>
      )}
      {nextCursor !== undefined && (
        <Button
          variant="default"
          rightSection={<IconChevronRight size={16} aria-hidden />}
          onClick={turn(() => next(nextCursor))}
        >
          {words.nextPage}
        </Button>
      )}
    </Group>
  )
}
