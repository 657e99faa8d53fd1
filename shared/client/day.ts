/** Days as people write them in files and in forms, at whose end something ends. */

const forms: readonly RegExp[] = [
  /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})$/,
  /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})$/,
]

/**
 * The last moment of a day in the zone of this machine, in ISO 8601: of `2026-12-31` or `31.12.2026`. A time in ISO 8601
 * is that time. Undefined for all else: in `12/31/2026` the month stands before the day, or after it.
 */
export const endOfDay = (text: string): string | undefined => {
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return isoOf(new Date(text))
  const { year, month, day } = forms.map((form) => form.exec(text)?.groups).find(Boolean) ?? {}
  const end = new Date(Number(year), Number(month) - 1, Number(day), 23, 59, 59, 999)
  // A day that the month has not would be one of the next.
  return end.getDate() === Number(day) && end.getMonth() === Number(month) - 1 ? isoOf(end) : undefined
}

const isoOf = (time: Date): string | undefined =>
  Number.isNaN(time.getTime()) ? undefined : time.toISOString()
