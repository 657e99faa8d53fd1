import { globSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { patience } from './test/support/patience.ts'

const throughTheFrontDoor = ['test/functions/**/*.test.ts', 'test/cli/*.test.ts']
const sayingThis = (words: RegExp): string[] =>
  throughTheFrontDoor
    .flatMap((pattern) => globSync(pattern))
    .filter((file) => words.test(readFileSync(file, 'utf8')))
/** They look after all accounts at a later time, or change the key that signs tokens. */
const alone = sayingThis(/functions\/\w[\w-]*\/sweep|'signing-key', 'rotate'|secret\(\)\.write/)
/** They run handlers in their own process, whose environment and clients they change. */
const handlers = sayingThis(
  /support\/(?:in-process|handlers|cognito|mail-events)|mocked\(|process\.env\.\w+ =/,
).filter((file) => !alone.includes(file))
/** They start programs, and take long. Projects run in the order of their names, so nothing waits for these at the end. */
const commands = ['test/package/*.test.ts', 'test/local/{killed,start,local-function}.test.ts']

/**
 * Each test has accounts of its own, so files may run at once. Four, because what waits for a timer or for a page leaves
 * a processor idle.
 */
const atOnce = { maxWorkers: 4, isolate: false, sequence: { groupOrder: 1 } }

// The CDK's own validation takes half of a synthesis. One test has it, and the others' templates hardly differ.
process.env.CDK_VALIDATION = 'false'

export default defineConfig({
  test: {
    reporters: ['default', './test/support/count-reporter.ts'],
    globalSetup: ['test/support/run-system.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    teardownTimeout: 120_000,
    expect: { poll: { timeout: patience } },
    projects: [
      {
        // First, while there is little to look after.
        extends: true,
        test: {
          name: 'alone',
          include: alone,
          maxWorkers: 1,
          isolate: false,
          setupFiles: ['test/support/clean-process.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: 'commands', include: commands, ...atOnce },
      },
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'test/shared/**/*.test.ts',
            'test/rules/**/*.test.ts',
            'test/cli/*/**/*.test.ts',
            'test/local/**/*.test.ts',
            'test/portal/**/*.test.ts',
            'test/*.test.ts',
          ],
          exclude: commands,
          ...atOnce,
        },
      },
      {
        // Loading the CDK takes seconds, so each worker does it once.
        extends: true,
        test: {
          name: 'infra',
          include: ['test/infra/**/*.test.ts'],
          ...atOnce,
        },
      },
      {
        extends: true,
        test: {
          name: 'pages',
          include: ['test/e2e/**/*.test.ts'],
          ...atOnce,
        },
      },
      {
        extends: true,
        test: {
          name: 'front door',
          include: throughTheFrontDoor,
          exclude: [...alone, ...handlers],
          ...atOnce,
        },
      },
      {
        extends: true,
        test: {
          name: 'handlers',
          include: handlers,
          setupFiles: ['test/support/clean-process.ts'],
          ...atOnce,
        },
      },
      {
        extends: true,
        test: { name: 'after the run', include: ['test/after/**/*.test.ts'], sequence: { groupOrder: 2 } },
      },
    ],
  },
})
