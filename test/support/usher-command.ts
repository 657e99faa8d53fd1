/** The operator's command line, as a person uses it. */
import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { inject } from 'vitest'
import { secondsToSign } from '../../functions/invitations/signing-keys.ts'

const { dataDir } = inject('system')

type Run = { readonly code: number | string; readonly out: string; readonly error: string }

/** Runs `npx usher` with these arguments. */
export const usher = (words: readonly string[], environment: Record<string, string> = {}): Promise<Run> =>
  new Promise((done) => {
    const env = { ...process.env, DATA_DIR: dataDir, ...environment }
    execFile(process.execPath, ['bin/usher.js', ...words], { env }, (failure, out, error) =>
      done({ code: failure ? (failure.code ?? 'killed') : 0, out, error }),
    )
  })

/** Writes a file with this content, and returns its path. */
export const fileWith = (text: string | Uint8Array): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'usher-')), 'people.csv')
  writeFileSync(file, text)
  return file
}

/** After a change of the key: until no warm function signs with the previous one, which would make a second link. */
export const untilSignedAlike = (): Promise<void> => wait((secondsToSign + 1) * 1_000)
