/** Gives the portal its words in the chosen language; another language is loaded when it is chosen. */
import { createSafeContext } from '@mantine/core'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
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
  readonly speak: (language: Language) => void
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
): Promise<First> => ({
  language,
  words: replaced((await loaders[language]()).portal, texts[language]?.portal),
  texts,
})
type First = Pick<Speech, 'language' | 'words'> & { readonly texts: PortalTexts }

export const Words = ({ first, children }: { readonly first: First; readonly children: ReactNode }) => {
  const [spoken, setSpoken] = useState(first)
  useEffect(() => {
    document.documentElement.lang = spoken.language
  }, [spoken.language])
  const speech = useMemo(
    () => ({
      ...spoken,
      date: (iso: string) => dateTime(spoken.language, iso),
      day: (iso: string) => day(spoken.language, iso),
      exact: (iso: string) => exactTime(spoken.language, iso),
      relative: (iso: string) => relative(spoken.language, iso, new Date()),
      list: (names: readonly string[]) => listOf(spoken.language, names),
      speak: async (language: Language) => {
        chooseLanguage(language)
        setSpoken(await loadWords(spoken.texts, language))
      },
    }),
    [spoken],
  )
  return <SpeechProvider value={speech}>{children}</SpeechProvider>
}
