/** What a product mounts once, around Usher's pages and hooks. It shows nothing itself. */
import { useCallback, useId, useMemo, useRef, useState } from 'react'
import { usherClient } from '../../shared/client/client.ts'
import { PagesProvider } from '../react/provider.tsx'
import type { Language } from '../words/language.ts'
import { lookOf } from './look.ts'
import type { Theme, UsherProviderProps } from './props.ts'
import { SettingsProvider } from './settings.ts'

/** The same for each render. */
const none = {}

const reload = () => location.reload()

/**
 * Signing in stays with the product: `getToken` gives the ID token of whoever is signed in. When another person signs in,
 * give it another `key`, so that nothing is left of what the last one saw.
 */
export const UsherProvider = ({
  accountId,
  language,
  languages = none,
  words,
  theme = {},
  onSignIn = reload,
  onLanguageChange,
  onAccountChange,
  children,
  ...access
}: UsherProviderProps) => {
  const client = useClient(access)
  const id = useId()
  const [chosen, setChosen] = useState<string>()
  // Products write the theme where they use it, as a new object for each render.
  const given = JSON.stringify(theme)
  const look = useMemo(() => lookOf(JSON.parse(given) as Theme, id), [given, id])
  const choose = useCallback(
    (account: string | undefined) => {
      setChosen(account)
      onAccountChange?.(account)
    },
    [onAccountChange],
  )
  const [spoken, setSpoken] = useState<Language>()
  const decided = language !== undefined && onLanguageChange === undefined
  const speak = useMemo(
    () =>
      decided
        ? undefined
        : (other: Language) => {
            setSpoken(other)
            onLanguageChange?.(other)
          },
    [decided, onLanguageChange],
  )
  const settings = useMemo(
    () => ({
      ...look,
      id,
      accountId: accountId ?? chosen,
      language: language ?? spoken,
      languages,
      words,
      speak,
      choose,
    }),
    [look, id, accountId, chosen, language, spoken, languages, words, speak, choose],
  )
  return (
    <PagesProvider client={client} signIn={onSignIn}>
      <SettingsProvider value={settings}>{children}</SettingsProvider>
    </PagesProvider>
  )
}

type Access = Pick<UsherProviderProps, 'client' | 'api' | 'getToken'>

/** One client for as long as the address stays, whichever function gives the token. */
const useClient = ({ client, api, getToken }: Access) => {
  const latest = useRef(getToken)
  latest.current = getToken
  return useMemo(
    () => client ?? usherClient({ ...(api && { baseUrl: api }), token: () => latest.current?.() }),
    [client, api],
  )
}
