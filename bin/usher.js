#!/usr/bin/env node
import { existsSync } from 'node:fs'
import module from 'node:module'

// Node keeps what it compiled, so that the next start is sooner. Node 20 can't.
module.enableCompileCache?.()

// In a clone the sources are there, and newer than what was built of them.
const inClone = existsSync(new URL('../cli/usher.ts', import.meta.url))
const [command] = process.argv.slice(2)
const isLocal = command === 'start' || command === 'token'
if (isLocal) process.argv.splice(2, 1)
const sources = { start: 'local/start.ts', token: 'local/sign-in/token.ts' }
const name = isLocal ? command : 'usher'
await import(inClone ? `../${sources[name] ?? 'cli/usher.ts'}` : `../dist/${name}.js`)
