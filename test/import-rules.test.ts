import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

test('all imports follow the rules', () => {
  const run = () =>
    execFileSync(
      'depcruise',
      ['cli', 'shared', 'functions', 'infra', 'local', 'portal', 'docs', 'examples', '--output-type', 'err'],
      {
        encoding: 'utf8',
      },
    )
  expect(run()).toContain('no dependency violations found')
})
