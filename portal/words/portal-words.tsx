/** Gives the pages their words. In the portal, another language is loaded when it's chosen. */
import { createSafeContext } from '@mantine/core'
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import { type CompiledWords, replaced } from '../../shared/product/replaced-words.ts'
import type { PortalWords } from './en/portal.ts'
import { furtherTexts } from './further-texts.ts'
import {
  chooseLanguage,
  dateTime,
  day,
  exactTime,
  type Language,
  type Languages,
  languages,
  listOf,
  type OwnLanguage,
  preferredLanguage,
  relative,
} from './language.ts'

const loaders: Readonly<Record<OwnLanguage, () => Promise<{ portal: PortalWords }>>> = {
  en: () => import('./en/portal.ts'),
  de: () => import('./de/portal.ts'),
}

type Speech = {
  readonly words: PortalWords
  readonly language: Language
  readonly date: (iso: string) => string
  readonly day: (iso: string) => string
  /** Date, time and zone. */
  readonly exact: (iso: string) => string
  /** As seen from now. */
  readonly relative: (iso: string) => string
  readonly list: (names: readonly string[]) => string
  /** Changes the language; undefined if somebody else decides it. */
  /** All that there are. */
  readonly languages: Languages
  readonly speak: ((language: Language) => void) | undefined
}

const [SpeechProvider, useSpeech] = createSafeContext<Speech>('Words are missing around this component')

export { useSpeech }

/** The words of a section of the portal. */
export const useWords = <Section extends keyof PortalWords>(section: Section): PortalWords[Section] =>
  useSpeech().words[section]

/** What the product has written. */
export type Written = {
  /** Texts in the place of the portal's own. */
  readonly words: Readonly<Record<Language, { readonly portal?: CompiledWords }>>
  /** Further languages. */
  readonly languages: Languages
}

/** The portal's words in one of Usher's languages. */
export const ownWords = async (language: Language): Promise<PortalWords> =>
  (await (Object.hasOwn(loaders, language) ? loaders[language as OwnLanguage] : loaders.en)()).portal

export const loadWords = async (
  written: Written = { words: {}, languages: {} },
  language: Language = preferredLanguage({ ...languages, ...written.languages }),
): Promise<Spoken> => {
  const further = Object.hasOwn(written.languages, language)
  const texts = further ? await furtherTexts(language) : written.words[language]
  return {
    language,
    languages: { ...languages, ...written.languages },
    words: replaced(await ownWords(language), texts?.portal),
  }
}
export type Spoken = Pick<Speech, 'language' | 'languages' | 'words'>

type WordsProps = { readonly first: Spoken; readonly written: Written; readonly children: ReactNode }

/** The portal's words: the language of the whole document, until another is chosen. */
export const Words = ({ first, written, children }: WordsProps) => {
  const [spoken, setSpoken] = useState(first)
  useEffect(() => {
    document.documentElement.lang = spoken.language
  }, [spoken.language])
  const speak = useCallback(
    async (language: Language) => {
      chooseLanguage(language)
      setSpoken(await loadWords(written, language))
    },
    [written],
  )
  return (
    <Speaking spoken={spoken} speak={speak}>
      {children}
    </Speaking>
  )
}

type SpeakingProps = Pick<Speech, 'speak'> & { readonly spoken: Spoken; readonly children: ReactNode }

export const Speaking = ({ spoken, speak, children }: SpeakingProps) => {
  const { language, languages: all, words } = spoken
  const speech = useMemo(
    () => ({
      language,
      languages: all,
      words,
      date: (iso: string) => dateTime(language, iso),
      day: (iso: string) => day(language, iso),
      exact: (iso: string) => exactTime(language, iso),
      relative: (iso: string) => relative(language, iso, new Date()),
      list: (names: readonly string[]) => listOf(language, names),
      speak,
    }),
    [language, all, words, speak],
  )
  return <SpeechProvider value={speech}>{children}</SpeechProvider>
}
