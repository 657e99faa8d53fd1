/** Which language the pages speak: the one chosen in the menu, or the first of the browser's that there is. */

/** Usher's own languages. A product can add others. */
export const languages = { en: 'English', de: 'Deutsch' } as const
export type OwnLanguage = keyof typeof languages
/** By its ISO 639 code. */
export type Language = string
/** What each language calls itself. */
export type Languages = Readonly<Record<Language, string>>

const storageKey = 'usher.language'

/** `de` for `de-AT`; English where the browser speaks none that there is. */
export const preferredLanguage = (
  known: Languages = languages,
  chosen: string | null = localStorage.getItem(storageKey),
  spoken: readonly string[] = navigator.languages,
): Language =>
  [chosen ?? '', ...spoken]
    .map((tag) => tag.toLowerCase().split('-')[0] ?? '')
    .find((one) => Object.hasOwn(known, one)) ?? 'en'

/** Keeps the choice for this browser. */
export const chooseLanguage = (language: Language): void => localStorage.setItem(storageKey, language)

/** Date and time, in the reader's zone. */
export const dateTime = (language: Language, iso: string): string =>
  new Date(iso).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' })

/** Date, time and the name of the reader's zone: what a relative time says on hover. */
export const exactTime = (language: Language, iso: string): string =>
  new Date(iso).toLocaleString(language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  })

/** The day alone, in the reader's zone; what has no time is that day wherever it is read. */
export const day = (language: Language, iso: string): string =>
  new Date(iso).toLocaleDateString(language, {
    dateStyle: 'medium',
    ...(iso.includes('T') ? {} : { timeZone: 'UTC' }),
  })

const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** `2 days ago`, `in 3 hours`; a day without a time counts in whole days, from `today` on. */
export const relative = (language: Language, iso: string, now: Date): string => {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const wholeDays = !iso.includes('T')
  const from = wholeDays ? Date.parse(now.toISOString().slice(0, 10)) : now.getTime()
  const seconds = (Date.parse(iso) - from) / 1_000
  const [unit, length] = units.find(([, one]) => Math.abs(seconds) >= one) ?? [
    wholeDays ? 'day' : 'minute',
    wholeDays ? 86_400 : 60,
  ]
  return format.format(Math.trunc(seconds / length) || 0, unit)
}

/** `Member and Viewer`. */
export const listOf = (language: Language, names: readonly string[]): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(names)
