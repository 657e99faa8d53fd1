/** `npm start`: everything on this machine, and where to look. */
import { relative } from 'node:path'
import { firstAdministrator } from './first-administrator.ts'
import { StartError, settingsFrom } from './settings.ts'
import { startSystem } from './system.ts'

const began = Date.now()

try {
  const settings = settingsFrom(process.env, process.argv.slice(2))
  const system = await startSystem(settings)
  const seconds = ((Date.now() - began) / 1_000).toFixed(1)
  console.info(`
Usher is ready, after ${seconds} s.

  Portal   ${system.portalUrl}
  API      ${system.apiUrl}
  Mailbox  ${system.mailUrl}
  Log      ${relative('.', system.logFile)}

  ${firstAdministrator} is the administrator of the account Acme.
  A token for curl, from another terminal: npm run -s token -- ${firstAdministrator}

Ctrl-C ends it. The data stays in ${relative('.', settings.dataDir)}; npm start -- --fresh begins anew.
`)
  let ending = false
  const end = async () => {
    if (ending) return
    ending = true
    await system.stop()
    process.exit(0)
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
} catch (error) {
  if (!(error instanceof StartError)) throw error
  console.error(error.message)
  process.exit(1)
}
