/** `npm start` and `npx usher start`: runs everything on this machine, and says where to find it. */
import { relative } from 'node:path'
import { tryThis } from './demo/try-this.ts'
import { firstAdministrator } from './first-administrator.ts'
import { StartError, settingsFrom } from './settings.ts'
import { type RunningSystem, startSystem } from './system.ts'
import { watchParent } from './watch-parent.ts'

const say = (line: string) => console.info(line)

const addresses = ({ portalUrl, apiUrl, mailUrl, logFile }: RunningSystem): string => `
  Portal   ${portalUrl}
  API      ${apiUrl}
  Mailbox  ${mailUrl}
  Log      ${relative('.', logFile)}

  ${firstAdministrator} is the administrator of the account Acme; any password will do.
  A token for curl, from another terminal: npx usher token ${firstAdministrator}
`

/** Milliseconds for the parts to end by themselves. Then this process ends and takes the rest with it. */
const longestEnd = 30_000

const ending = new AbortController()
const end = (code: number) => () => {
  if (ending.signal.aborted) process.exit(code)
  ending.abort()
  setTimeout(() => process.exit(code), longestEnd).unref()
}
process.on('SIGINT', end(130))
process.on('SIGTERM', end(143))
process.on('SIGHUP', end(129))

try {
  const began = performance.now()
  const settings = settingsFrom(process.env, process.argv.slice(2))
  await watchParent(end(1))
  const system = await startSystem(settings, { say, ending: ending.signal })
  say(`\nUsher is ready, after ${((performance.now() - began) / 1_000).toFixed(1)} s.`)
  say(addresses(system))
  if (settings.demo) say(tryThis)
  const dataDir = relative('.', settings.dataDir)
  say(`Enter shows the addresses again, Ctrl-C ends it. The data stays in ${dataDir}; --fresh begins anew.\n`)
  if (process.stdin.isTTY) process.stdin.on('data', () => say(addresses(system)))
  ending.signal.addEventListener('abort', async () => {
    await system.stop()
    process.exit(0)
  })
} catch (error) {
  if (ending.signal.aborted) process.exit(0)
  if (!(error instanceof StartError)) throw error
  console.error(error.message)
  process.exit(1)
}
