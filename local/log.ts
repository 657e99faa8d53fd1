/**
 * The output of a run. The file gets everything, as lines with the name of the writer: the gateway's access log, and
 * what functions write to their console. The terminal gets a readable line for each request and each failure or, with
 * `--verbose`, the same as the file.
 */
import { createWriteStream } from 'node:fs'

export type Request = {
  readonly method: string
  /** Without the query, which may contain an address. */
  readonly path: string
  readonly status: number
  readonly milliseconds: number
}

export type Log = {
  /** Lines for the file. */
  readonly write: (name: string, text: string) => void
  readonly request: (request: Request) => void
  /** A function that failed, by its id and the name of the error. */
  readonly failed: (name: string, why: string) => void
  /** A line for the person at the terminal. */
  readonly say: (line: string) => void
  readonly close: () => Promise<void>
}

/** Discards everything. */
export const silentLog: Log = {
  write() {},
  request() {},
  failed() {},
  say() {},
  close: async () => undefined,
}

type Options = { readonly quiet: boolean; readonly verbose?: boolean | undefined }

export const openLog = (file: string, { quiet, verbose = false }: Options): Log => {
  const stream = createWriteStream(file, { flags: 'a' })
  const say = (line: string) => {
    if (!quiet) process.stdout.write(`${line}\n`)
  }
  // Reported once: a full disk would otherwise end the run, or flood the terminal.
  stream.once('error', (error) =>
    say(`The log cannot be written (${error.message}); everything else goes on.`),
  )
  stream.on('error', () => undefined)
  const write = (name: string, text: string) => {
    for (const line of text.split('\n').filter((one) => one !== '')) {
      if (stream.writable) stream.write(`${name} ${line}\n`)
      if (verbose) say(`${name} ${line}`)
    }
  }
  return {
    write,
    request: (request) => {
      if (!verbose) say(requestLine(request, new Date()))
    },
    failed: (name, why) => {
      write(name, `${why}: the instance ended`)
      if (!verbose) say(`         ${name} failed: ${why}. See the log.`)
    },
    say,
    close: () => new Promise((closed) => (stream.writable ? stream.end(closed) : closed())),
  }
}

/** `14:03:22  POST   /v1/accounts/acc_1/users  201   34 ms`, aligned as far as paths allow. */
export const requestLine = ({ method, path, status, milliseconds }: Request, now: Date): string => {
  const time = now.toTimeString().slice(0, 8)
  return `${time}  ${method.padEnd(6)} ${path.padEnd(48)} ${status}  ${String(milliseconds).padStart(5)} ms`
}
