/** The palette of ⌘K or Ctrl+K: finds a person, goes to a page, or starts an action. */
import { Combobox, Modal, Text, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import {
  IconArrowRight,
  IconFileImport,
  IconSearch,
  IconUserPlus,
  type TablerIcon,
} from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount, useMay } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { importPath, mePath, pagesOf, pathOf } from '../data/paths.ts'
import { userPageQuery } from '../data/users.ts'
import { Avatar } from '../ui/avatar.tsx'
import { useTopLayer } from '../ui/layers.ts'
import classes from './palette.module.css'

const debounceMilliseconds = 200
const mostPeople = 6

type Command = { readonly name: string; readonly to: string; readonly icon: TablerIcon }

export const Palette = ({ close }: { readonly close: () => void }) => {
  const words = useWords('palette')
  const frame = useWords('frame')
  const isTop = useTopLayer(true)
  return (
    <Modal
      opened
      onClose={close}
      closeOnEscape={isTop}
      title={words.title}
      size="lg"
      yOffset="10vh"
      centered={false}
      closeButtonProps={{ 'aria-label': frame.close }}
    >
      <Search close={close} />
    </Modal>
  )
}

const Search = ({ close }: { readonly close: () => void }) => {
  const words = useWords('palette')
  const [typed, setTyped] = useState('')
  const { people, searching } = usePeople(typed.trim())
  const groups = useCommands(typed.trim())
  const [, navigate] = useLocation()
  const { accountId } = useAccount()
  const combobox = useCombobox({ opened: true })
  const found = people.length + groups.reduce((sum, { commands }) => sum + commands.length, 0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first of what is found now is chosen
  useEffect(() => {
    combobox.selectFirstOption()
  }, [found, typed])
  const go = (to: string) => {
    close()
    navigate(to)
  }
  return (
    <Combobox store={combobox} onOptionSubmit={go} withinPortal={false}>
      <Combobox.EventsTarget>
        <TextInput
          data-autofocus
          size="md"
          aria-label={words.placeholder}
          placeholder={words.placeholder}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={typed}
          maxLength={100}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      </Combobox.EventsTarget>
      <Combobox.Options mt="sm" className={classes.options} aria-label={words.title}>
        {people.length > 0 && (
          <Combobox.Group label={words.people}>
            {people.map(({ userId, name, email }) => (
              <Combobox.Option
                key={userId}
                value={`${pathOf(accountId, 'users')}?user=${userId}`}
                className={classes.option}
              >
                <Avatar id={userId} name={name} size={28} />
                <span className={classes.who}>
                  {name}{' '}
                  <Text span size="xs" c="dimmed">
                    {email}
                  </Text>
                </span>
              </Combobox.Option>
            ))}
          </Combobox.Group>
        )}
        {groups.map(({ label, commands }) => (
          <Combobox.Group key={label} label={label}>
            {commands.map(({ name, to, icon: Icon }) => (
              <Combobox.Option key={to} value={to} className={classes.option}>
                <Icon size={18} aria-hidden />
                {name}
              </Combobox.Option>
            ))}
          </Combobox.Group>
        ))}
        {found === 0 && <Combobox.Empty>{searching ? words.searching : words.nothing}</Combobox.Empty>}
      </Combobox.Options>
    </Combobox>
  )
}

const usePeople = (search: string) => {
  const usher = useUsher()
  const { accountId } = useAccount()
  const [asked] = useDebouncedValue(search, debounceMilliseconds)
  const { data, isFetching } = useQuery({
    ...userPageQuery(usher, accountId, { search: asked }),
    enabled: useMay('users:read') && asked !== '',
    placeholderData: keepPreviousData,
    refetchInterval: false,
  })
  return {
    people: search === '' ? [] : (data?.items ?? []).slice(0, mostPeople),
    searching: isFetching || asked !== search,
  }
}

/** The commands whose names contain what was typed, in groups; empty groups are left out. */
const useCommands = (search: string) => {
  const words = useWords('palette')
  const frame = useWords('frame')
  const membership = useAccount()
  const mayInvite = useMay('users:invite')
  const { accountId } = membership
  const titles = { users: frame.users, roles: frame.roles, audit: frame.audit, account: frame.accountPage }
  const actions: readonly Command[] = mayInvite
    ? [
        { name: words.invite, to: `${pathOf(accountId, 'users')}?invite=mail`, icon: IconUserPlus },
        { name: words.importFile, to: importPath(accountId), icon: IconFileImport },
      ]
    : []
  const pages: readonly Command[] = [
    ...pagesOf(membership).map((page) => ({
      name: titles[page],
      to: pathOf(accountId, page),
      icon: IconArrowRight,
    })),
    { name: frame.me, to: mePath(accountId), icon: IconArrowRight },
  ]
  const matching = (commands: readonly Command[]) =>
    commands.filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()))
  return [
    { label: words.actions, commands: matching(actions) },
    { label: words.goTo, commands: matching(pages) },
  ].filter(({ commands }) => commands.length > 0)
}
