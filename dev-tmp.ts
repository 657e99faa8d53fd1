import { writeFileSync } from 'node:fs'
import { seedTeam } from './docs/screenshots/team.ts'
import { startSystem } from './local/system.ts'

const s = await startSystem({
  port: 4710,
  mailPort: 4711,
  issuerPort: 4712,
  dataDir: '.local-dev',
  fresh: true,
  inMemory: true,
  quiet: true,
  throttle: false,
})
await seedTeam(s.dynamodbUrl, s.tableName, new Date())
writeFileSync('/tmp/dev.json', JSON.stringify(s))
console.log('ready', s.portalUrl)
process.on('SIGTERM', async () => {
  await s.stop()
  process.exit(0)
})
