/** A tombstone is what stays of a removed item: its key and ids, who removed it and when. It holds no personal data. */
import type { Key } from './keys.ts'
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
  ttl: days === undefined ? undefined : Math.floor(by.now.getTime() / 1_000) + days * 86_400,
})

export const isRemoved = ({ status }: Readonly<Record<string, unknown>>): boolean => status === 'removed'
