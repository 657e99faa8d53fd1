/** Loads the join page's words in the reader's language. */
import type { JoinWords } from './en/join.ts'
import { dateTime, type Language, listOf, type OwnLanguage, preferredLanguage } from './language.ts'

const loaders: Readonly<Record<OwnLanguage, () => Promise<{ join: JoinWords }>>> = {
  en: () => import('./en/join.ts'),
  de: () => import('./de/join.ts'),
}

export type JoinSpeech = {
  readonly words: JoinWords
  readonly language: Language
  readonly date: (iso: string) => string
  readonly list: (names: readonly string[]) => string
}

export const loadJoinSpeech = async (language: Language = preferredLanguage()): Promise<JoinSpeech> => ({
  words: (await (Object.hasOwn(loaders, language) ? loaders[language as OwnLanguage] : loaders.en)()).join,
  language,
  date: (iso) => dateTime(language, iso),
  list: (names) => listOf(language, names),
})
