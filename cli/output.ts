/** What a command prints: a table or a sentence for people, JSON with `--json`. */
import type { Command } from 'commander'

const wantsJson = (command: Command): boolean => command.optsWithGlobals().json === true

/** A sentence, or the value that it is about. */
export const say = (command: Command, words: string, value: unknown): void =>
  console.log(wantsJson(command) ? JSON.stringify(value, null, 2) : words)

/** Rows under their headings, as wide as they have to be; or the values themselves. */
export const list = <Value>(
  command: Command,
  values: readonly Value[],
  columns: Readonly<Record<string, (value: Value) => string>>,
): void => {
  if (wantsJson(command)) {
    console.log(JSON.stringify(values, null, 2))
    return
  }
  const cells = [
    Object.keys(columns).map((name) => name.toUpperCase()),
    ...values.map((value) => Object.values(columns).map((of) => of(value))),
  ]
  const widths = Object.keys(columns).map((_, index) =>
    Math.max(...cells.map((row) => row[index]?.length ?? 0)),
  )
  for (const row of cells)
    console.log(
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
}

/** Draws how far something is into one line of a terminal; nothing where there is none. */
export const progress = (done: number, all: number): void => {
  if (!process.stderr.isTTY) return
  const width = 30
  const filled = all === 0 ? width : Math.round((width * done) / all)
  process.stderr.write(`\r${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${done} of ${all} `)
  if (done === all) process.stderr.write('\n')
}
