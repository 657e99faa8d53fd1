/** Search as one types, and filters by status and role. */
import { Button, CloseButton, Group, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { userStatus } from '../../../shared/contract/users.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useRoles } from '../data/roles.ts'
import type { useView } from './filter.ts'

const debounceMilliseconds = 250

type Props = { readonly view: ReturnType<typeof useView> }

export const UsersToolbar = ({ view }: Props) => {
  const words = useWords('users')
  const roles = useRoles()
  const { filter, setFilter, filtered, clear } = view
  return (
    <Group gap="sm" role="search">
      <Search value={filter.search ?? ''} onSearch={(search) => setFilter({ search: search || undefined })} />
      <NativeSelect
        aria-label={words.status}
        value={filter.status ?? ''}
        onChange={({ currentTarget: { value } }) => {
          const status = userStatus.safeParse(value)
          setFilter({ status: status.success ? status.data : undefined })
        }}
        data={[
          { value: '', label: words.anyStatus },
          ...userStatus.options.map((status) => ({ value: status, label: words.statuses[status] })),
        ]}
      />
      {roles.data && (
        <NativeSelect
          aria-label={words.roles}
          value={filter.roleId ?? ''}
          onChange={({ currentTarget: { value } }) => setFilter({ roleId: value || undefined })}
          data={[
            { value: '', label: words.anyRole },
            ...roles.data.map(({ roleId, name }) => ({ value: roleId, label: name })),
          ]}
        />
      )}
      {filtered && (
        <Button variant="subtle" onClick={clear}>
          {words.clearFilters}
        </Button>
      )}
    </Group>
  )
}

type SearchProps = { readonly value: string; readonly onSearch: (search: string) => void }

const Search = ({ value, onSearch }: SearchProps) => {
  const words = useWords('users')
  const [typed, setTyped] = useState(value)
  const search = useDebouncedCallback(onSearch, debounceMilliseconds)
  // The address has changed by something else than typing: the browser's Back, or clearing the filters.
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
      type="search"
      flex="1 1 260px"
      maw={420}
      aria-label={words.search}
      placeholder={words.search}
      leftSection={<IconSearch size={16} aria-hidden />}
      maxLength={100}
      value={typed}
      onChange={({ currentTarget }) => change(currentTarget.value)}
      rightSection={typed && <CloseButton aria-label={words.clearSearch} onClick={() => change('')} />}
    />
  )
}
