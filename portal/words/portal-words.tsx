/** Gives the pages their words. In the portal, another language is loaded when it's chosen. */
import { createSafeContext } from '@mantine/core'
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import { type CompiledWords, replaced } from '../../shared/product/replaced-words.ts'
import type { PortalWords } from './en/portal.ts'
import {
  chooseLanguage,
  dateTime,
  day,
  exactTime,
  type Language,
  listOf,
  preferredLanguage,
  relative,
} from './language.ts'

const loaders: Readonly<Record<Language, () => Promise<{ portal: PortalWords }>>> = {
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
  readonly speak: ((language: Language) => void) | undefined
}

const [SpeechProvider, useSpeech] = createSafeContext<Speech>('Words are missing around this component')

export { useSpeech }

/** The words of a section of the portal. */
export const useWords = <Section extends keyof PortalWords>(section: Section): PortalWords[Section] =>
  useSpeech().words[section]

/** The product's texts, by language, in the place of the portal's own. */
export type PortalTexts = { readonly [L in Language]?: { readonly portal?: CompiledWords } }

export const loadWords = async (
  texts: PortalTexts = {},
  language: Language = preferredLanguage(),
): Promise<Spoken & { readonly texts: PortalTexts }> => ({
  language,
  words: replaced((await loaders[language]()).portal, texts[language]?.portal),
  texts,
})
export type Spoken = Pick<Speech, 'language' | 'words'>

type WordsProps = {
  readonly first: Awaited<ReturnType<typeof loadWords>>
  readonly children: ReactNode
}

/** The portal's words: the language of the whole document, until another is chosen. */
export const Words = ({ first, children }: WordsProps) => {
  const [spoken, setSpoken] = useState(first)
  useEffect(() => {
    document.documentElement.lang = spoken.language
  }, [spoken.language])
  const speak = useCallback(
    async (language: Language) => {
      chooseLanguage(language)
      setSpoken(await loadWords(first.texts, language))
    },
    [first.texts],
  )
  return (
    <Speaking spoken={spoken} speak={speak}>
      {children}
    </Speaking>
  )
}

type SpeakingProps = Pick<Speech, 'speak'> & { readonly spoken: Spoken; readonly children: ReactNode }

export const Speaking = ({ spoken: { language, words }, speak, children }: SpeakingProps) => {
  const speech = useMemo(
    () => ({
      language,
      words,
      date: (iso: string) => dateTime(language, iso),
      day: (iso: string) => day(language, iso),
      exact: (iso: string) => exactTime(language, iso),
      relative: (iso: string) => relative(language, iso, new Date()),
      list: (names: readonly string[]) => listOf(language, names),
      speak,
    }),
    [language, words, speak],
  )
  return <SpeechProvider value={speech}>{children}</SpeechProvider>
}
