/** What the parts know of the provider that they're in. */
import { createSafeContext, type MantineThemeOverride } from '@mantine/core'
import type { Language } from '../words/language.ts'
import type { FurtherLanguages, Theme, UsherProviderProps } from './props.ts'

type Settings = Pick<UsherProviderProps, 'accountId' | 'language' | 'words'> & {
  /** Of the provider: what's inside of it shares a look. */
  readonly id: string
  readonly languages: FurtherLanguages
  readonly theme: MantineThemeOverride
  /** The look's CSS variables. */
  readonly variables: string
  readonly scheme: NonNullable<Theme['scheme']>
  /** Undefined if the product has decided the language. */
  readonly speak: ((language: Language) => void) | undefined
  readonly choose: (accountId: string | undefined) => void
}

export const [SettingsProvider, useSettings] = createSafeContext<Settings>(
  'UsherProvider is missing around this component',
)
