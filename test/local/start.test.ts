import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freePort } from '../../local/settings.ts'

const start = async (environment: Record<string, string>) => {
  const ports = {
    PORT: String(await freePort()),
    MAIL_PORT: String(await freePort()),
    ISSUER_PORT: String(await freePort()),
    DATA_DIR: mkdtempSync(join(tmpdir(), 'usher-start-')),
  }
  return spawnSync(process.execPath, ['local/start.ts'], {
    env: { ...process.env, ...ports, ...environment },
    encoding: 'utf8',
    timeout: 40_000,
  })
}

test('a port that is taken is one clear line', async () => {
  const port = await freePort()
  const server = createServer().listen(port, '127.0.0.1')
  // The child runs while this process waits for it, and a listening socket needs nobody to accept.
  const { status, stderr } = await start({ MAIL_PORT: String(port) })
  server.close()
  expect(status).toBe(1)
  expect(stderr.trim()).toBe(
    `Port ${port} is taken. Stop what runs there, or choose another: MAIL_PORT=… npm start`,
  )
})

test('a data folder that another run holds is one clear line', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'usher-start-'))
  writeFileSync(join(folder, 'running.pid'), String(process.pid))
  const { status, stderr } = await start({ DATA_DIR: folder })
  expect(status).toBe(1)
  expect(stderr.trim()).toContain(`is in use by another run (process ${process.pid})`)
  expect(stderr.trim().split('\n')).toHaveLength(1)
})

test('a missing Java is one clear line that says how to get it', async () => {
  const bin = join(mkdtempSync(join(tmpdir(), 'usher-start-')), 'bin')
  mkdirSync(bin)
  symlinkSync(process.execPath, join(bin, 'node'))
  const { status, stderr } = await start({ PATH: bin })
  expect(status).toBe(1)
  expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(/^Java is missing.*apt-get install/)])
})

test('a setting that cannot be is one clear line', async () => {
  const { status, stderr } = await start({ PORT: 'many' })
  expect([status, stderr.trim()]).toEqual([1, 'PORT is many; it must be a port from 1 to 65535.'])
})
