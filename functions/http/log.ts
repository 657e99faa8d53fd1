/** Log lines: JSON with fixed fields. No address, name, token, body or query ever goes into one. */

type Line = Readonly<Record<string, string | number | undefined>>

export const logInfo = (line: Line): void => console.info(JSON.stringify(line))

/** An error's name and where it was thrown; its message is left out, because services quote addresses in theirs. */
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
