/** Which users to show: the tabs with their counts, the search, and the filters by status and role. */
import { Button, CloseButton, Group, NativeSelect, Popover, Stack, Tabs, TextInput } from '@mantine/core'
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks'
import { IconAdjustmentsHorizontal, IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { userStatus, userView } from '../../../shared/contract/users.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useMay } from '../data/account.ts'
import { useRoles, useRoleTitle } from '../data/roles.ts'
import { useRoomy } from '../ui/roomy.ts'
import type { View } from './filter.ts'
import { useCounts } from './use-counts.ts'
import { useShownTab } from './use-shown-tab.ts'
import classes from './users-toolbar.module.css'

const debounceMilliseconds = 250

type Props = { readonly view: View }

export const UsersToolbar = ({ view }: Props) => {
  const roomy = useRoomy()
  const { filter, setFilter } = view
  return (
    <div className={classes.bar}>
      <Views view={view} />
      {!view.requests && (
        <Group gap="xs" wrap="nowrap" role="search" className={classes.search}>
          <Search
            value={filter.search ?? ''}
            onSearch={(search) => setFilter({ search: search || undefined })}
          />
          {roomy ? <Filters view={view} /> : <FilterButton view={view} />}
        </Group>
      )}
    </div>
  )
}

const views = ['all', ...userView.options] as const

const Views = ({ view: { filter, setFilter, requests, showRequests } }: Props) => {
  const words = useWords('users')
  const counts = useCounts()
  const mayInvite = useMay('users:invite')
  const value = requests ? 'requests' : (filter.view ?? 'all')
  const bar = useShownTab(value, Object.values(counts).join())
  return (
    <Tabs
      ref={bar}
      value={value}
      onChange={(chosen) =>
        chosen === 'requests'
          ? showRequests()
          : setFilter({ view: userView.safeParse(chosen).data, status: undefined, sort: undefined })
      }
      className={classes.views}
    >
      <Tabs.List aria-label={words.viewsLabel}>
        {views.map((one) => (
          <Tabs.Tab
            key={one}
            value={one}
            rightSection={
              counts[one] !== undefined && (
                <span
                  className={classes.count}
                  data-alarming={(one === 'attention' && counts[one] !== '0') || undefined}
                >
                  {counts[one]}
                </span>
              )
            }
          >
            {words.views[one]}
          </Tabs.Tab>
        ))}
        {mayInvite && (
          <Tabs.Tab
            value="requests"
            rightSection={
              counts.requests !== undefined && (
                <span className={classes.count} data-alarming={counts.requests !== '0' || undefined}>
                  {counts.requests}
                </span>
              )
            }
          >
            {words.requests}
          </Tabs.Tab>
        )}
      </Tabs.List>
    </Tabs>
  )
}

const Filters = ({ view }: Props) => {
  const words = useWords('users')
  const roles = useRoles()
  const titleOf = useRoleTitle()
  const { filter, setFilter, filters, clear } = view
  return (
    <>
      {filter.view !== 'attention' && (
        <NativeSelect
          className={classes.select}
          aria-label={words.status}
          value={filter.status ?? ''}
          onChange={({ currentTarget: { value } }) => setFilter({ status: userStatus.safeParse(value).data })}
          data={[
            { value: '', label: words.anyStatus },
            ...userStatus.options.map((status) => ({ value: status, label: words.statuses[status] })),
          ]}
        />
      )}
      {roles.data && (
        <NativeSelect
          className={classes.select}
          aria-label={words.roles}
          value={filter.roleId ?? ''}
          onChange={({ currentTarget: { value } }) => setFilter({ roleId: value || undefined })}
          data={[
            { value: '', label: words.anyRole },
            ...roles.data.map((role) => ({ value: role.roleId, label: titleOf(role) })),
          ]}
        />
      )}
      {filters > 0 && (
        <Button variant="subtle" px="xs" flex="none" onClick={clear}>
          {words.clearFilters}
        </Button>
      )}
    </>
  )
}

/** On a phone the filters are behind one button, which says how many of them are set. */
const FilterButton = ({ view }: Props) => {
  const words = useWords('users')
  const set = [view.filter.status, view.filter.roleId].filter((value) => value !== undefined).length
  return (
    <Popover position="bottom-end" width={260} shadow="md" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          px="sm"
          aria-label={set === 0 ? words.filter : words.filtered(set)}
          rightSection={set === 0 ? undefined : set}
        >
          <IconAdjustmentsHorizontal size={18} aria-hidden />
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <Filters view={view} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

type SearchProps = { readonly value: string; readonly onSearch: (search: string) => void }

const Search = ({ value, onSearch }: SearchProps) => {
  const words = useWords('users')
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(value)
  const search = useDebouncedCallback(onSearch, debounceMilliseconds)
  useHotkeys([['/', () => field.current?.focus()]])
  // The URL was changed by something other than typing: the browser's Back, or clearing the filters.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed must not undo itself
  useEffect(() => {
    if (value !== typed.trim()) setTyped(value)
  }, [value])
  const change = (text: string) => {
    setTyped(text)
    search(text.trim())
  }
  return (
    <TextInput
      ref={field}
      type="search"
      flex="1 1 220px"
      miw={0}
      aria-label={words.search}
      aria-keyshortcuts="/"
      placeholder={words.search}
      leftSection={<IconSearch size={16} aria-hidden />}
      maxLength={100}
      value={typed}
      onChange={({ currentTarget }) => change(currentTarget.value)}
      rightSection={typed && <CloseButton aria-label={words.clearSearch} onClick={() => change('')} />}
    />
  )
}
