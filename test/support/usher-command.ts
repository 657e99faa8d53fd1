/** The operator's command line, as a person uses it. */
import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { inject, vi } from 'vitest'
import { run } from '../../cli/program.ts'
import { secondsToSign } from '../../functions/invitations/signing-keys.ts'

const { dataDir } = inject('system')

type Run = { readonly code: number | string; readonly out: string; readonly error: string }

/** Runs `npx usher` with these arguments in a process of its own, with these changes of the environment. */
const inItsOwnProcess = (words: readonly string[], environment: Record<string, string>): Promise<Run> =>
  new Promise((done) => {
    const env = { ...process.env, DATA_DIR: dataDir, ...environment }
    execFile(process.execPath, ['bin/usher.js', ...words], { env }, (failure, out, error) =>
      done({ code: failure ? (failure.code ?? 'killed') : 0, out, error }),
    )
  })

/** Runs it in this process, which loads the code once and not for each command. One at a time. */
const inThisProcess = async (words: readonly string[]): Promise<Run> => {
  const said = { out: '', error: '' }
  const to = (stream: keyof typeof said) => (text: unknown) => {
    said[stream] += text
    return true
  }
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(to('out')),
    vi.spyOn(process.stderr, 'write').mockImplementation(to('error')),
    vi.spyOn(console, 'log').mockImplementation((text) => to('out')(`${text}\n`)),
    vi.spyOn(console, 'error').mockImplementation((text) => to('error')(`${text}\n`)),
  ]
  vi.stubEnv('DATA_DIR', dataDir)
  try {
    await run(words)
    return { code: process.exitCode ?? 0, ...said }
  } finally {
    process.exitCode = undefined
    vi.unstubAllEnvs()
    for (const spy of spies) spy.mockRestore()
  }
}

/** Runs `npx usher` with these arguments. */
export const usher = (words: readonly string[], environment?: Record<string, string>): Promise<Run> =>
  environment ? inItsOwnProcess(words, environment) : inThisProcess(words)

/** Writes a file with this content, and returns its path. */
export const fileWith = (text: string | Uint8Array): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'usher-')), 'people.csv')
  writeFileSync(file, text)
  return file
}

/** After a change of the key: until no warm function signs with the previous one, which would make a second link. */
export const untilSignedAlike = (): Promise<void> => wait((secondsToSign + 1) * 1_000)
