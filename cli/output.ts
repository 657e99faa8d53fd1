/** A command's output: a table or a sentence for people, JSON with `--json`. */
import { createInterface } from 'node:readline/promises'
import type { Command } from 'commander'

const wantsJson = (command: Command): boolean => command.optsWithGlobals().json === true

/** Prints a sentence, or the value that it's about. */
export const say = (command: Command, words: string, value: unknown): void =>
  console.log(wantsJson(command) ? JSON.stringify(value, null, 2) : words)

/** Prints rows under their headings, with columns as wide as needed; or the values themselves. */
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

/** Shows progress on one line of the terminal; does nothing without a terminal. */
export const progress = (done: number, all: number): void => {
  if (!process.stderr.isTTY) return
  const width = 30
  const filled = all === 0 ? width : Math.round((width * done) / all)
  process.stderr.write(`\r${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${done} of ${all} `)
  if (done === all) process.stderr.write('\n')
}

/** Prints what a person reads before the result; nothing with `--json`. */
export const tell = (command: Command, words: string): void => {
  if (!wantsJson(command)) console.log(words)
}

/** The answer of the person at the terminal; false without one. */
export const confirmed = async (command: Command, question: string): Promise<boolean> => {
  if (wantsJson(command) || !process.stdin.isTTY || !process.stderr.isTTY) return false
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await terminal.question(`${question} [y/N] `)
  terminal.close()
  return /^\s*(y|yes|j|ja)\s*$/i.test(answer)
}

/** Milliseconds after which a call counts as long. */
const long = 1_000

/** Shows on the terminal that a long call is in progress, and for how long. */
export const whileWorking = async <Value>(what: string, work: Promise<Value>): Promise<Value> => {
  const began = Date.now()
  const { isTTY } = process.stderr
  let said = false
  const show = () => {
    const seconds = Math.round((Date.now() - began) / 1_000)
    if (isTTY) process.stderr.write(`\r${what}… ${seconds} s `)
    else if (!said) process.stderr.write(`${what}…\n`)
    said = true
  }
  const timer = setInterval(show, long)
  try {
    return await work
  } finally {
    clearInterval(timer)
    if (isTTY && said) process.stderr.write('\n')
  }
}
