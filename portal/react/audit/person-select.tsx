/** Finds the person whose part of the trail is shown: a user by name or address, or a former user by their address. */
import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { userIdOf } from '../../../shared/client/user-id.ts'
import { normalizedAddress } from '../../../shared/contract/address.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount, useMay } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { userPageQuery } from '../data/users.ts'
import { type Names, usePersonName } from './event-text.ts'

const debounceMilliseconds = 200
const mostPeople = 8

type Option = { readonly value: string; readonly label: string }

type Props = {
  readonly value: string | undefined
  readonly names: Names
  readonly onChange: (id: string | undefined) => void
}

export const PersonSelect = ({ value, names, onChange }: Props) => {
  const words = useWords('audit')
  const personName = usePersonName()
  const [typed, setTyped] = useState('')
  const { options, searching } = useFound(typed)
  const chosen = value === undefined ? undefined : { value, label: personName(value, names) }
  const others = options.filter((option) => option.value !== value)
  return (
    <Select
      aria-label={words.person}
      placeholder={words.anyPerson}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': words.anyPerson }}
      value={value ?? null}
      data={chosen ? [chosen, ...others] : others}
      filter={({ options: all }) => all}
      onSearchChange={setTyped}
      onChange={(id) => onChange(id ?? undefined)}
      nothingFoundMessage={searching ? words.searching : words.nobodyFound}
      comboboxProps={{ withinPortal: false, width: 320, position: 'bottom-start' }}
    />
  )
}

/** Users whose name or address contains the text; if no user has it, whoever had exactly this address. */
const useFound = (typed: string): { options: readonly Option[]; searching: boolean } => {
  const words = useWords('audit')
  const usher = useUsher()
  const { accountId } = useAccount()
  const mayRead = useMay('users:read')
  const [search] = useDebouncedValue(typed.trim(), debounceMilliseconds)
  const { data, isFetching } = useQuery({
    ...userPageQuery(usher, accountId, { search: search || undefined }),
    enabled: mayRead,
    placeholderData: keepPreviousData,
    refetchInterval: false,
  })
  const address = normalizedAddress(search)
  const former = useQuery({
    queryKey: ['user-id', accountId, address],
    queryFn: () => userIdOf(accountId, address ?? ''),
    enabled: address !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const users = data?.items ?? []
  const isThere = users.some(({ email }) => email === address)
  return {
    options: [
      ...users
        .slice(0, mostPeople)
        .map(({ userId, name, email }) => ({ value: userId, label: `${name} (${email})` })),
      ...(address && former.data && !isThere && !isFetching
        ? [{ value: former.data, label: words.formerWith(address) }]
        : []),
    ],
    searching: isFetching || search !== typed.trim(),
  }
}
