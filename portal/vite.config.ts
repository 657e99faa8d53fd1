/** Two pages: the administrators' portal, and the lightweight one for people who join. */
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Without what brings a large library along, which few pages need. */
const contract = /shared\/contract\/(?!look-alikes|person-name|phone-number)/

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2023',
    // Browsers of that year preload modules by themselves.
    modulePreload: { polyfill: false },
    // Everything is a separate file, because the content security policy allows neither inline scripts nor `data:`
    // fonts.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: ['index.html', 'join.html'].map((page) => resolve(import.meta.dirname, page)),
      // Nearly all pages need most of the contract; in one file it compresses better than in twenty.
      output: { codeSplitting: { groups: [{ name: 'contract', test: contract, minShareCount: 3 }] } },
    },
  },
})
