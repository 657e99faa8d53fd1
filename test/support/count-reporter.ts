/** Ends a run with the one line that tools read: `N passed, N failed`, from the runner's own count. */
import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node'

class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    const results = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => test.result().state),
    )
    const broken = modules.filter(
      (module) => module.state() === 'failed' && module.errors().length > 0,
    ).length
    const count = (state: string): number => results.filter((result) => result === state).length
    const counted = count('failed') + broken + errors.length
    // A run that ends before any test began counts as failed.
    const failed = reason === 'passed' ? counted : Math.max(counted, 1)
    const skipped = count('skipped')
    process.on('exit', () =>
      process.stdout.write(
        `${count('passed')} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`,
      ),
    )
  }
}

// biome-ignore lint/style/noDefaultExport: vitest loads reporters by their default export
export default CountReporter
