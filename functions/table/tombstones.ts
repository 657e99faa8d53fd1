/** What is left of something that was removed: its key and ids, who removed it and when, and nothing personal. */
import type { Key } from './keys.ts'
import { type Stamp, stamp } from './writes.ts'

type Removed = Key & { readonly type: string; readonly erased?: true | undefined }

/** The item that takes the place of what was removed, for good or until TTL sweeps it after so many days. */
export const tombstoneOf = (
  removed: Removed & Readonly<Record<string, unknown>>,
  by: Stamp,
  days?: number,
) => ({
  ...removed,
  status: 'removed',
  ...stamp(by),
  ttl: days === undefined ? undefined : Math.floor(by.now.getTime() / 1_000) + days * 86_400,
})

export const isRemoved = ({ status }: Readonly<Record<string, unknown>>): boolean => status === 'removed'
