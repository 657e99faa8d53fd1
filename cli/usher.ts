#!/usr/bin/env node
/**
 * The operator's command line.
 *
 *     npx usher accounts create --name Acme --admin-email ada@example.com
 *     npx usher --stack Usher import people.csv --account acc_…
 */
import { run } from './program.ts'

await run(process.argv.slice(2))
