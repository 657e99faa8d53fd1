import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { lock } from 'proper-lockfile'
import { expect, test } from 'vitest'
import { freePort } from '../../local/settings.ts'
import { freePorts, newDataDir, start } from '../support/start-process.ts'

/** What a refused start prints, without the steps that it had begun. */
const refusal = async (environment: Record<string, string>, words: readonly string[] = []) => {
  const { ended, output } = await start({ environment, words })
  const code = await ended
  const lines = output()
    .split('\n')
    .filter((line) => line !== '' && !/^ {2}[…✓]/.test(line))
  return { code, lines }
}

/** A folder with this process's node, and a program that stands in for Java. */
const pathWith = (java?: string): string => {
  const bin = join(newDataDir(), 'bin')
  mkdirSync(bin)
  symlinkSync(process.execPath, join(bin, 'node'))
  if (java !== undefined) {
    writeFileSync(join(bin, 'java'), `#!${process.execPath}\nconsole.error(${JSON.stringify(java)})\n`)
    chmodSync(join(bin, 'java'), 0o755)
  }
  return bin
}

test('a port that is taken is one clear line', async () => {
  const port = await freePort()
  const server = createServer().listen(port, '127.0.0.1')
  const { code, lines } = await refusal({ MAIL_PORT: String(port) })
  server.close()
  expect(code).toBe(1)
  expect(lines).toEqual([
    `Port ${port} is taken. Stop what runs there, or choose another: MAIL_PORT=… npm start`,
  ])
})

test('two settings with the same port are one clear line', async () => {
  const { PORT } = await freePorts()
  const { code, lines } = await refusal({ PORT, MAIL_PORT: PORT })
  expect([code, lines]).toEqual([1, [`PORT and MAIL_PORT are both ${PORT}; each needs a port of its own.`]])
})

test('a data folder that another run holds is one clear line', async () => {
  const folder = newDataDir()
  writeFileSync(join(folder, 'running.pid'), String(process.pid))
  const release = await lock(folder, { lockfilePath: join(folder, 'running.lock') })
  const { code, lines } = await refusal({ DATA_DIR: folder })
  await release()
  expect(code).toBe(1)
  expect(lines).toEqual([expect.stringContaining(`is in use by another run (process ${process.pid})`)])
})

test("a data folder that can't be created or written is one clear line", async () => {
  const file = join(newDataDir(), 'file')
  writeFileSync(file, '')
  const { code, lines } = await refusal({ DATA_DIR: join(file, 'data') })
  expect([code, lines]).toEqual([
    1,
    [expect.stringMatching(/^The data folder .* cannot be written \(ENOTDIR\)/)],
  ])
})

test.each([
  ['missing', undefined, /^Java is missing.*apt-get install/],
  [
    'too old',
    'openjdk version "11.0.20" 2023-07-18',
    /^Java 11 is too old for DynamoDB Local.*apt-get install/,
  ],
  ['far too old', 'java version "1.8.0_422"', /^Java 8 is too old/],
])('a Java that is %s is one clear line that says how to get one', async (_, java, expected) => {
  const { code, lines } = await refusal({ PATH: pathWith(java) })
  expect([code, lines]).toEqual([1, [expect.stringMatching(expected)]])
})

test('an invalid or unknown setting is one clear line', async () => {
  expect(await refusal({ PORT: 'many' })).toEqual({
    code: 1,
    lines: ['PORT is many; it must be a port from 1 to 65535.'],
  })
  expect(await refusal({}, ['--frehs'])).toEqual({
    code: 1,
    lines: [expect.stringMatching(/^Unknown option '--frehs'.*--fresh, --demo/)],
  })
})
