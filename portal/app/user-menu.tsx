/** The person's own menu: who is signed in, language, appearance, sign-out. */
import { ActionIcon, Menu, Text, useMantineColorScheme } from '@mantine/core'
import { IconLogout, IconUser } from '@tabler/icons-react'
import { type Language, languages } from '../words/language.ts'
import { useSpeech, useWords } from '../words/portal-words.tsx'
import { useSignOut } from './use-sign-in.ts'

const languageList: readonly Language[] = ['en', 'de']
const appearances = ['auto', 'light', 'dark'] as const

export const UserMenu = ({ email }: { readonly email: string }) => {
  const words = useWords('frame')
  const { language, speak } = useSpeech()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const signOut = useSignOut()
  return (
    <Menu width={240}>
      <Menu.Target>
        <ActionIcon variant="default" size={36} radius="xl" aria-label={words.you}>
          <IconUser size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{words.signedInAs}</Menu.Label>
        <Text size="sm" px="sm" pb="xs" style={{ overflowWrap: 'anywhere' }}>
          {email}
        </Text>
        <Menu.Divider />
        <Menu.Label>{words.language}</Menu.Label>
        <Menu.RadioGroup value={language}>
          {languageList.map((one) => (
            <Menu.RadioItem key={one} value={one} lang={one} onClick={() => speak(one)}>
              {languages[one]}
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
    </Menu>
  )
}
