/** A tombstone is what stays of a removed item: its key and ids, who removed it and when. It holds no personal data. */
import type { Key } from './keys.ts'
import { ttlAfter } from './ttl.ts'
import { type Stamp, stamp } from './writes.ts'

type Removed = Key & { readonly type: string }

/** The item that replaces a removed one, permanently or until TTL deletes it after this many days. */
export const tombstoneOf = (
  removed: Removed & Readonly<Record<string, unknown>>,
  by: Stamp,
  days?: number,
) => ({
  ...removed,
  status: 'removed',
  ...stamp(by),
  ttl: days === undefined ? undefined : ttlAfter(by.now, days),
})

export const isRemoved = ({ status }: Readonly<Record<string, unknown>>): boolean => status === 'removed'
