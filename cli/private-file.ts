/** Files that hold links or personal data, readable only by their owner. */
import { closeSync, fchmodSync, openSync, writeFileSync } from 'node:fs'

/**
 * Opens the file for writing, empty and readable only by its owner, even if it existed before. Returns its descriptor.
 */
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
