/** Two pages: the administrators' portal, and the lightweight one for people who join. */
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const page = (name: string): string => resolve(import.meta.dirname, name)

/** The modules that the page for people who join loads at once. */
const joining = new Set<string>()
/** Large libraries that only some parts of the portal need. */
const large = /\/(libphonenumber-js|papaparse)\//
/** The modules that can't do without one of them. */
const heavy = new Set<string>()
/** Another, which Mantine's index imports, and so everything does. */
const numberFields = /NumberInput|react-number-format/
const sortModules: Plugin = {
  name: 'sort-modules',
  buildEnd() {
    const addTo = (found: Set<string>, id: string, next: 'importedIds' | 'importers'): void => {
      if (found.has(id)) return
      found.add(id)
      for (const other of this.getModuleInfo(id)?.[next] ?? []) addTo(found, other, next)
    }
    addTo(joining, page('join.html'), 'importedIds')
    for (const id of this.getModuleIds()) if (large.test(id)) addTo(heavy, id, 'importers')
  },
}

export default defineConfig({
  plugins: [react(), sortModules],
  build: {
    target: 'es2023',
    // Browsers of that year preload modules by themselves.
    modulePreload: { polyfill: false },
    // Everything is a separate file, because the content security policy allows neither inline scripts nor `data:`
    // fonts.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: [page('index.html'), page('join.html')],
      output: {
        codeSplitting: {
          // What three or more of the portal's parts need is one file, not a hundred of a few hundred bytes. What
          // somebody who joins needs stays apart.
          groups: [
            { name: 'both', test: (id) => joining.has(id), minShareCount: 2, priority: 1 },
            {
              name: 'shared',
              test: (id) => !joining.has(id) && !heavy.has(id) && !numberFields.test(id),
              minShareCount: 3,
            },
          ],
        },
      },
    },
  },
})
