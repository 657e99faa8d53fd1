/** Which language the pages speak: the one chosen in the menu, or the first of the browser's that there is. */

export const languages = { en: 'English', de: 'Deutsch' } as const
export type Language = keyof typeof languages

const storageKey = 'usher.language'

const isLanguage = (text: string): text is Language => Object.hasOwn(languages, text)

/** `de` for `de-AT`; English where the browser speaks none that there is. */
export const preferredLanguage = (
  chosen: string | null = localStorage.getItem(storageKey),
  spoken: readonly string[] = navigator.languages,
): Language =>
  [chosen ?? '', ...spoken].map((tag) => tag.toLowerCase().split('-')[0] ?? '').find(isLanguage) ?? 'en'

/** Keeps the choice for this browser. */
export const chooseLanguage = (language: Language): void => localStorage.setItem(storageKey, language)

/** Date and time, in the reader's zone. */
export const dateTime = (language: Language, iso: string): string =>
  new Date(iso).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' })

/** The day alone, in the reader's zone; what has no time is that day wherever it is read. */
export const day = (language: Language, iso: string): string =>
  new Date(iso).toLocaleDateString(language, {
    dateStyle: 'medium',
    ...(iso.includes('T') ? {} : { timeZone: 'UTC' }),
  })

/** `Member and Viewer`. */
export const listOf = (language: Language, names: readonly string[]): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(names)
