/** What functions write to their console, and the gateway's access log, as lines with their name. */
import { createWriteStream } from 'node:fs'

export type Log = {
  readonly write: (name: string, text: string) => void
  readonly close: () => Promise<void>
}

export const openLog = (file: string, quiet: boolean): Log => {
  const stream = createWriteStream(file, { flags: 'a' })
  return {
    write(name, text) {
      for (const line of text.split('\n').filter((one) => one !== '')) {
        stream.write(`${name} ${line}\n`)
        if (!quiet) process.stdout.write(`${name} ${line}\n`)
      }
    },
    close: () => new Promise((closed) => stream.end(closed)),
  }
}
