/** The notices of the packages whose code is in a bundle, which their licenses ask to keep with it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'

const manifest = z.object({ name: z.string(), version: z.string(), license: z.string().default('see below') })

/** The folder of the package that a module belongs to; undefined for our own. */
const folderOf = (module: string): string | undefined =>
  /^\0?(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(module)?.[1]

const isNotice = /^(licen[cs]e|notice|copying)/i

const noticeOf = (folder: string): string =>
  readdirSync(folder)
    .filter((name) => isNotice.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8').trim())
    .join('\n\n')

/** `modules` are paths, relative to `root`. Packages with the same text share it. */
export const thirdPartyNotices = (modules: Iterable<string>, root = '.'): string => {
  const folders = new Set([...modules].flatMap((module) => folderOf(module) ?? []))
  const byText = new Map<string, string[]>()
  for (const folder of folders) {
    const at = resolve(root, folder)
    if (!existsSync(join(at, 'package.json'))) continue
    const { name, version, license } = manifest.parse(
      JSON.parse(readFileSync(join(at, 'package.json'), 'utf8')),
    )
    const text = noticeOf(at)
    byText.set(text, [...(byText.get(text) ?? []), `${name} ${version} (${license})`])
  }
  const parts = [...byText].map(([text, names]) => `${names.toSorted().join('\n')}\n\n${text}`.trim())
  return `This includes code of these packages, under these licenses.\n\n${parts.toSorted().join(`\n\n${'-'.repeat(80)}\n\n`)}\n`
}
