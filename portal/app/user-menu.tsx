/** The person's own menu: who is signed in, their profile, language, theme, and signing out. */
import { Menu, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { IconLogout, IconPlus, IconUser } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useLocation } from 'wouter'
import type { Membership } from '../react/data/account.ts'
import { useUsher } from '../react/data/api.ts'
import { myUserQuery } from '../react/data/me.ts'
import { mePath } from '../react/data/paths.ts'
import { Avatar, initialsOf } from '../react/ui/avatar.tsx'
import { useSpeech, useWords } from '../words/portal-words.tsx'
import { useSession } from './session-context.ts'
import { useSignOut } from './use-sign-in.ts'

const NewAccount = lazy(async () => ({ default: (await import('./new-account.tsx')).NewAccount }))

const appearances = ['auto', 'light', 'dark'] as const

type Props = { readonly email: string; readonly membership: Membership }

export const UserMenu = ({ email, membership: { accountId, userId } }: Props) => {
  const words = useWords('frame')
  const { language, languages, speak } = useSpeech()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const access = useWords('access')
  const { selfService } = useSession().settings
  const [creating, setCreating] = useState(false)
  const signOut = useSignOut()
  const [, navigate] = useLocation()
  const { data: me } = useQuery(myUserQuery(useUsher(), accountId))
  const name = me?.name ?? email
  // A button's name contains the text on it, so that people can say it to their machine (WCAG 2.5.3).
  const label = `${words.you}: ${initialsOf(name)}`
  return (
    <Menu width={260} shadow="md">
      <Menu.Target>
        <UnstyledButton style={{ display: 'flex', borderRadius: '50%' }} aria-label={label}>
          <Avatar id={userId} name={name} size={34} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{words.signedInAs}</Menu.Label>
        <Text size="sm" px="sm" pb="xs" style={{ overflowWrap: 'anywhere' }}>
          {email}
        </Text>
        <Menu.Item
          leftSection={<IconUser size={16} aria-hidden />}
          onClick={() => navigate(mePath(accountId))}
        >
          {words.me}
        </Menu.Item>
        {selfService && (
          <Menu.Item leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setCreating(true)}>
            {access.newAccount}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Label>{words.language}</Menu.Label>
        <Menu.RadioGroup value={language}>
          {Object.entries(languages).map(([one, name]) => (
            <Menu.RadioItem key={one} value={one} lang={one} onClick={() => speak?.(one)}>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{words.appearance}</Menu.Label>
        <Menu.RadioGroup value={colorScheme}>
          {appearances.map((one) => (
            <Menu.RadioItem key={one} value={one} onClick={() => setColorScheme(one)}>
              {words.appearances[one]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={signOut}>
          {words.signOut}
        </Menu.Item>
      </Menu.Dropdown>
      {creating && (
        <Suspense>
          <NewAccount close={() => setCreating(false)} />
        </Suspense>
      )}
    </Menu>
  )
}
