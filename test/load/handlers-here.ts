/**
 * The handlers of all functions in this process, on the engine with the template's table, for benchmarks of their own
 * work.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { mockClient } from 'aws-sdk-client-mock'
import { makeTable } from '../../local/services/dynamodb.ts'
import { startEngine } from '../../local/services/engine.ts'
import { freePort } from '../../local/settings.ts'
import { synthesize } from '../../local/template/synthesize.ts'
import { readTemplate } from '../../local/template/template.ts'
import { environmentOf, signingKey } from '../support/handlers.ts'

/** Call it before importing a handler: it sets the handlers' environment, and the key that signs their tokens. */
export const deployHandlers = async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'usher-load-'))
  const [port, issuerPort] = [await freePort(), await freePort()]
  const engine = await startEngine({
    folder: join(dataDir, 'dynamodb'),
    inMemory: true,
    say: (line) => process.stderr.write(`${line}\n`),
  })
  const { template: file } = await synthesize({ port, issuerPort, dataDir })
  const template = readTemplate(file, (id) => id)
  const table = await makeTable(template, engine.url)
  const reached = { tableName: table.name, dynamodbUrl: engine.url }
  Object.assign(process.env, environmentOf({ ...reached, portalUrl: `http://localhost:${port}` }))
  mockClient(SecretsManagerClient).on(GetSecretValueCommand).resolves(signingKey)
  // Nobody reads the log of a benchmark's thousands of requests.
  for (const level of ['info', 'warn', 'error'] as const) Object.assign(console, { [level]: () => undefined })
  return {
    ...reached,
    template,
    streamArn: table.streamArn,
    async stop() {
      await engine.stop()
      rmSync(dataDir, { recursive: true })
    },
  }
}
