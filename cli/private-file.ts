/** Files with links or personal data in them, which nobody but their owner reads. */
import { closeSync, fchmodSync, openSync, writeFileSync } from 'node:fs'

/** Opens the file for writing, empty, for its owner alone: one that was there before as well. Returns its descriptor. */
export const openPrivately = (file: string): number => {
  const descriptor = openSync(file, 'w', 0o600)
  fchmodSync(descriptor, 0o600)
  return descriptor
}

export const writePrivately = (file: string, text: string): void => {
  const descriptor = openPrivately(file)
  try {
    writeFileSync(descriptor, text)
  } finally {
    closeSync(descriptor)
  }
}
