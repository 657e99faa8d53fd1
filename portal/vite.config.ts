/** Two pages: the administrators' portal, and the lightweight one for people who join. */
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const page = (name: string): string => resolve(import.meta.dirname, name)

/** The modules that the page for people who join loads at once. */
const joining = new Set<string>()
const findJoining: Plugin = {
  name: 'find-joining',
  buildEnd() {
    const find = (id: string): void => {
      if (joining.has(id)) return
      joining.add(id)
      this.getModuleInfo(id)?.importedIds.forEach(find)
    }
    find(page('join.html'))
  },
}

export default defineConfig({
  plugins: [react(), findJoining],
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
          // What most of the portal's pages need is one file, not a hundred of a few hundred bytes. What somebody who
          // joins needs stays apart.
          groups: [
            { name: 'both', test: (id) => joining.has(id), minShareCount: 3, priority: 1 },
            { name: 'shared', test: (id) => !joining.has(id), minShareCount: 8 },
          ],
        },
      },
    },
  },
})
