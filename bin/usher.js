#!/usr/bin/env node
import { existsSync } from 'node:fs'

// In a clone the sources are there, and newer than what was built of them.
const sources = new URL('../cli/usher.ts', import.meta.url)
await import(existsSync(sources) ? sources.href : '../dist/usher.js')
