/** The inputs of a build, so that a build can be reused while they haven't changed. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The SHA-256 of these words and of the paths and contents of all files in these folders (or these files) under `root`.
 */
export const hashOf = (root: string, paths: readonly string[], words: readonly string[] = []): string => {
  const hash = createHash('sha256').update(JSON.stringify(words))
  for (const path of [...new Set(paths.flatMap((one) => filesOf(root, one)))].toSorted())
    hash.update(`\n${path}\n`).update(readFileSync(join(root, path)))
  return hash.digest('hex')
}

const filesOf = (root: string, path: string): string[] => {
  try {
    return readdirSync(join(root, path), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath.slice(root.length + 1), entry.name))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return [path]
    throw error
  }
}
