import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { mailsTo } from '../../local/services/mailbox.ts'
import { eventually } from '../support/eventually.ts'
import { enginesOf, freePorts, newDataDir, start } from '../support/start-process.ts'

const minutes = 60_000

/** Only the operating system waits for an engine to end, which takes a moment. */
const noEngine = (dataDir: string) => eventually(() => expect(enginesOf(dataDir)).toEqual([]), 200)

test(
  'killed with -9 at any moment of a start, or ended by a signal, it leaves nothing behind, and the next start works',
  async () => {
    const ports = await freePorts()
    const environment = { ...ports, DATA_DIR: newDataDir() }
    // SIGINT ends the last start, below.
    for (const signal of ['SIGKILL', 'SIGTERM', 'SIGHUP'] as const) {
      const { child, ended, said, output } = await start({ environment })
      await said('… DynamoDB Local')
      await wait(Math.random() * 4_000)
      expect(child.exitCode, output()).toBeNull()
      // To the group, as a closed terminal or a process manager sends it; -9 goes to one process.
      process.kill(signal === 'SIGKILL' ? (child.pid ?? 0) : -(child.pid ?? 0), signal)
      await ended
      await noEngine(environment.DATA_DIR)
    }

    const first = await start({ environment })
    await first.said('Usher is ready')
    expect(enginesOf(environment.DATA_DIR)).toHaveLength(1)
    const mailUrl = `http://localhost:${ports.MAIL_PORT}`
    const mails = await mailsTo(mailUrl, 'admin@acme.test')
    expect(mails).toHaveLength(1)
    first.child.kill('SIGKILL')
    await first.ended
    await noEngine(environment.DATA_DIR)

    const second = await start({ environment })
    await second.said('Usher is ready')
    expect(second.output()).toContain('Functions, pages and the template, as they were')
    expect(await mailsTo(mailUrl, 'admin@acme.test')).toEqual(mails)

    // An engine that ends by itself comes back, with its data.
    const [engine = 0] = enginesOf(environment.DATA_DIR)
    process.kill(engine, 'SIGKILL')
    await second.said('DynamoDB Local has ended; it is being started again.')
    await second.said('DynamoDB Local is back, with its data.')
    expect(enginesOf(environment.DATA_DIR)).toHaveLength(1)
    process.kill(second.child.pid ?? 0, 'SIGINT')
    expect(await second.ended).toBe(0)
    await noEngine(environment.DATA_DIR)
  },
  20 * minutes,
)

test(
  "an engine whose folder can't be used ends the start with one clear line",
  async () => {
    const dataDir = newDataDir()
    mkdirSync(join(dataDir, 'dynamodb', 'shared-local-instance.db'), { recursive: true })
    const { ended, output } = await start({ environment: { DATA_DIR: dataDir } })
    expect(await ended).toBe(1)
    expect(output()).toMatch(/^DynamoDB Local .*\.$/m)
    expect(output()).not.toMatch(/^\s+at /m)
    await noEngine(dataDir)
  },
  10 * minutes,
)
