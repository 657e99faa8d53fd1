import { vi } from 'vitest'
import { patience } from './patience.ts'

/** Repeats the check, by default every 100 ms, until it throws no more; returns its result. */
export const eventually = <T>(check: () => T | Promise<T>, interval = 100): Promise<T> =>
  vi.waitFor(check, { timeout: patience, interval })
