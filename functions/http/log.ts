/** Log lines: JSON with fixed fields. Addresses, names, tokens, bodies and queries are never logged. */

type Line = Readonly<Record<string, string | number | undefined>>

export const logInfo = (line: Line): void => console.info(JSON.stringify(line))

/** Logs an error's name and where it was thrown, without its message, because services quote addresses in messages. */
export const logError = (error: unknown, line: Line): void =>
  console.error(
    JSON.stringify({
      ...line,
      error: error instanceof Error ? error.name : typeof error,
      at: error instanceof Error ? framesOf(error) : [],
    }),
  )

const framesOf = (error: Error): readonly string[] =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim())
