/** Tells whether a data folder belongs to a demo, and makes one. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { emptyFolder } from '../data-folder.ts'
import { gatewayOf } from '../gateway/gateway.ts'
import type { Functions } from '../lambda/functions.ts'
import { silentLog } from '../log.ts'
import type { Step } from '../parts.ts'
import { type LocalSettings, StartError } from '../settings.ts'
import type { Template } from '../template/template.ts'
import { pastClients } from './past-client.ts'
import { seedDemo } from './seed.ts'

/** These files mark the folder as a demo's, and say that the demo in it is complete. */
const [begun, made] = ['demo', 'demo-made']

/**
 * Whether this run is the demo: it was asked for, or the data is a demo's. A half-made demo is made again from scratch.
 * Throws a `StartError` if the demo is asked for but the folder holds something else.
 */
export const demoIn = ({ dataDir, demo = false }: Pick<LocalSettings, 'dataDir' | 'demo'>): boolean => {
  const isDemo = existsSync(join(dataDir, begun))
  if (demo && !isDemo && existsSync(join(dataDir, 'dynamodb')))
    throw new StartError('The demo needs an empty data folder: npm start -- --fresh --demo')
  if (isDemo && !existsSync(join(dataDir, made))) emptyFolder(dataDir)
  if (demo || isDemo) writeFileSync(join(dataDir, begun), '')
  return demo || isDemo
}

type Parts = {
  readonly template: Template
  readonly functions: Functions
  readonly issuerUrl: string
  readonly dynamodbUrl: string
  readonly tableName: string
  readonly dataDir: string
  readonly step: Step
}

/** Makes the demo's account unless it exists. */
export const startDemo = async ({ template, functions, step, ...parts }: Parts): Promise<void> => {
  if (existsSync(join(parts.dataDir, made))) return
  const gateway = await gatewayOf({ template, functions, log: silentLog, throttled: false })
  await step('A team of 60 and four months of its history', () =>
    seedDemo({ ...parts, clientThen: pastClients({ gateway, ...parts }), now: new Date() }),
  )
  writeFileSync(join(parts.dataDir, made), '')
}
