/** End dates, in the notations that people and programs use. */

/** `many`: the text is ambiguous; which day it means depends on who wrote it. */
export type ReadDay =
  | { readonly time: string }
  | { readonly none: true }
  | { readonly wrong: 'no_day' | 'many'; readonly days?: readonly [string, string] }

/** Words for no end at all. */
const noEnd = /^(never|none|no|nie|keines?|kein ende|unlimited|unbefristet|unbegrenzt|n\/?a|null|[-–—]|0)$/i

const yearFirst = /^(?<year>\d{4})(?<mark>[-/.]?)(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})$/
const dotted = /^(?<day>\d{1,2})\.\s*(?<month>\d{1,2})\.\s*(?<year>\d{4}|\d\d)$/
const eitherFirst = /^(?<one>\d{1,2})(?<mark>[-/])(?<other>\d{1,2})\k<mark>(?<year>\d{4})$/
const dayAndWord =
  /^(?<day>\d{1,2})(?:st|nd|rd|th|\.)?[\s-]*(?:of\s+)?(?<word>\p{L}+)\.?,?[\s-]*(?<year>\d{4})$/u
const wordAndDay = /^(?<word>\p{L}+)\.?[\s-]*(?<day>\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(?<year>\d{4})$/u

/** A time of day after a date, as programs write it. Midnight is what spreadsheets add to a plain date. */
const timeOfDay =
  /[\sT,]+(?<hours>\d{1,2}):(?<minutes>\d\d)(?::(?<seconds>\d\d)(?:[.,]\d+)?)?\s*(?<half>[ap]\.?m\.?)?(?:\s*uhr)?$/i
const weekday = /^\p{L}{2,12}\.?,\s*(?=\d|\p{L})/u
/** Seconds or milliseconds since 1970. */
const epoch = /^\d{10}(\d{3})?$/
const isoMoment = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s?(Z|UTC|[+-]\d\d(:?\d\d)?)$/

/** Month names and their abbreviations, in English and German: `january`, `jan`, `märz`, `mär`. */
const months: ReadonlyMap<string, number> = new Map(
  ['en', 'de']
    .flatMap((language) =>
      Array.from({ length: 12 }, (_, month) => {
        const name = new Intl.DateTimeFormat(language, { month: 'long' })
          .format(new Date(2026, month, 1))
          .toLowerCase()
        return [name, name.slice(0, 4), name.slice(0, 3)].map((spelling) => [spelling, month + 1] as const)
      }).flat(),
    )
    .concat([
      ['mrz', 3],
      ['maerz', 3],
    ]),
)

/**
 * The last moment of a day in this machine's time zone, in ISO 8601: of `2026-12-31`, `31.12.2026`, `31/12/2026` or
 * `Dec 31, 2026`. A text that names a moment, in ISO 8601, with a time of day or as seconds since 1970, gives that
 * moment. `01/02/2027` could have the day or the month first, so it's refused as `many`.
 */
export const readDay = (written: string): ReadDay => {
  const text = written.normalize('NFKC').trim()
  if (text === '' || noEnd.test(text)) return { none: true }
  if (epoch.test(text)) return moment(new Date(Number(text.padEnd(13, '0'))))
  if (isoMoment.test(text)) return moment(new Date(text.replace(' UTC', 'Z').replace(/ (?=\d)/, 'T')))
  const { hours, minutes, seconds, half } = timeOfDay.exec(text)?.groups ?? {}
  const days = daysOf(text.replace(timeOfDay, '').replace(weekday, ''))
  const [day, other] = days
  if (!day) return { wrong: 'no_day' }
  if (other) return { wrong: 'many', days: [spelled(day), spelled(other)] }
  const clock = half ? (Number(hours) % 12) + (/^p/i.test(half) ? 12 : 0) : Number(hours ?? 0)
  const isDay = hours === undefined || (clock === 0 && Number(minutes) === 0 && Number(seconds ?? 0) === 0)
  return isDay
    ? moment(new Date(day.year, day.month - 1, day.day, 23, 59, 59, 999))
    : moment(new Date(day.year, day.month - 1, day.day, clock, Number(minutes), Number(seconds ?? 0)))
}

/** The moment that a text means; undefined if it isn't exactly one. */
export const endOfDay = (text: string): string | undefined => {
  const read = readDay(text)
  return 'time' in read ? read.time : undefined
}

type Day = { readonly year: number; readonly month: number; readonly day: number }

/** All days that a text can mean. */
const daysOf = (text: string): readonly Day[] => {
  const simple = (yearFirst.exec(text) ?? dotted.exec(text))?.groups
  if (simple) return existing([dayOf(simple.year, simple.month, simple.day)])
  const either = eitherFirst.exec(text)?.groups
  if (either) {
    const { one, other, year } = either
    return existing([dayOf(year, other, one), ...(one === other ? [] : [dayOf(year, one, other)])])
  }
  const named = (dayAndWord.exec(text) ?? wordAndDay.exec(text))?.groups
  const month = months.get(named?.word?.toLowerCase() ?? '')
  return named && month ? existing([dayOf(named.year, String(month), named.day)]) : []
}

const dayOf = (year = '', month = '', day = ''): Day => ({
  year: Number(year.length === 2 ? `20${year}` : year),
  month: Number(month),
  day: Number(day),
})

/** Only days in the calendar: the 30th of February would become a day in March. */
const existing = (days: readonly Day[]): readonly Day[] =>
  days.filter(({ year, month, day }) => {
    const date = new Date(year, month - 1, day)
    return date.getDate() === day && date.getMonth() === month - 1
  })

const spelled = ({ year, month, day }: Day): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

const moment = (time: Date): ReadDay =>
  Number.isNaN(time.getTime()) ? { wrong: 'no_day' } : { time: time.toISOString() }
