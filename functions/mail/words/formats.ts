/** Times and lists in a language. */
import type { MailLanguage } from '../../../shared/contract/mail.ts'

const locales: Readonly<Record<MailLanguage, string>> = { en: 'en-GB' }

/** `Friday, 4 December 2026 at 10:00 UTC`. */
export const timeIn = (language: MailLanguage): ((time: Date) => string) => {
  const format = new Intl.DateTimeFormat(locales[language] ?? language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
  })
  return (time) => `${format.format(time)} UTC`
}

/** `Member and Editor`. */
export const listIn = (language: MailLanguage): ((names: readonly string[]) => string) => {
  const format = new Intl.ListFormat(language, { type: 'conjunction' })
  return (names) => format.format(names)
}
