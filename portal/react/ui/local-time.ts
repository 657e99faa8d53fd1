/** A time in the format of the browser's own field: in the reader's time zone, to the minute; empty for none. */
export const localTime = (iso: string | undefined): string => {
  if (iso === undefined) return ''
  const time = new Date(iso)
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
